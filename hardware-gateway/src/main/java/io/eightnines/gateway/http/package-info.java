/**
 * What the gateway serves over HTTP: draws, chains, keys and deep health. It has no states of its
 * own.
 *
 * <p>Left out: callers, readiness and what every service refuses alike, which are the shared edge
 * {@code io.eightnines.http}; and customers' own credentials, which the API checks before it names
 * the customer in a header.
 */
@NullMarked
package io.eightnines.gateway.http;

import org.jspecify.annotations.NullMarked;
