/**
 * Elapsed time, so that the rest of the gateway never asks the platform for it.
 *
 * <p>Left out: wall time, which is {@link java.time.InstantSource}.
 */
@NullMarked
package io.eightnines.gateway.time;

import org.jspecify.annotations.NullMarked;
