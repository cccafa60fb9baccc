/**
 * The hardware gateway: draws from on-prem generators, kept in a ledger, served over HTTP.
 *
 * <p>{@link io.eightnines.gateway.GatewayApplication} wires it; the program starts, is ready,
 * drains and ends.
 *
 * <p>Left out: customers, prices and quotas, which are the API's.
 */
@NullMarked
package io.eightnines.gateway;

import org.jspecify.annotations.NullMarked;
