/**
 * From random bits to the numbers of a draw: pure functions without bias.
 *
 * <p>They have no states; all chance comes in as {@link io.eightnines.gateway.result.Bits}.
 *
 * <p>Left out: where the bits are from.
 */
@NullMarked
package io.eightnines.gateway.result;

import org.jspecify.annotations.NullMarked;
