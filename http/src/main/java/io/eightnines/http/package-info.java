/**
 * The edge that our HTTP services share: who calls, how long they wait, what they hear when
 * something is refused, and whether more requests should come.
 *
 * <p>A service is starting, ready or draining ({@link io.eightnines.http.Readiness}); only in the
 * middle state is it ready, in all three it answers. Everything it refuses, even a malformed
 * request line, is answered with RFC 9457 problem details.
 *
 * <p>Left out: what a service does. Resources and deep health belong to each service.
 */
@NullMarked
package io.eightnines.http;

import org.jspecify.annotations.NullMarked;
