/**
 * The gateway on HTTP: resources, readiness, and problems in place of error pages.
 *
 * <p>The server is starting, ready or draining; only in the middle state is it ready, in all three
 * it answers.
 *
 * <p>Left out: customers' own credentials. The API checks those and names the customer in a header.
 */
@NullMarked
package io.eightnines.gateway.http;

import org.jspecify.annotations.NullMarked;
