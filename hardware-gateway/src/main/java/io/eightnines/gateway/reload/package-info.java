/**
 * Taking over a configuration that changed while the gateway runs.
 *
 * <p>The latest change is taken or refused; one that is refused changes nothing.
 *
 * <p>Left out: what is in the configuration, and which parts of it may change.
 */
@NullMarked
package io.eightnines.gateway.reload;

import org.jspecify.annotations.NullMarked;
