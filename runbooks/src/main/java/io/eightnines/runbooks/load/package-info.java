/**
 * Traffic as customers make it, and what they see of a fault: draws through the resilient client,
 * draws by an ordinary HTTP client that follows DNS, and the DNS answers themselves.
 *
 * <p>Load is open: requests are due at fixed times whether or not earlier ones have been answered,
 * and a latency is counted from the time a request was due, so that a stall hides nothing.
 *
 * <p>Left out: judging the figures, which a drill does.
 */
@NullMarked
package io.eightnines.runbooks.load;

import org.jspecify.annotations.NullMarked;
