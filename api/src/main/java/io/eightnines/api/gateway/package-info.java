/**
 * The way to the on-prem gateways: one resilient channel with a lane for each, behind one circuit
 * breaker.
 *
 * <p>The channel moves between gateways; the breaker is for the moment when none of them answers:
 * it is closed, open (requests fail at once, so that a lost site does not fill every thread here)
 * or half-open (a few requests try again).
 *
 * <p>Left out: what is asked of a gateway, which the resources know.
 */
@NullMarked
package io.eightnines.api.gateway;

import org.jspecify.annotations.NullMarked;
