/**
 * A channel that keeps answering while the endpoints behind it die: the half of the availability
 * promise that the caller holds.
 *
 * <p>A {@link io.eightnines.client.channel.ResilientChannel} knows a fixed list of {@link
 * io.eightnines.client.channel.Endpoint endpoints} by address, so nothing on the request path waits
 * for a name to be resolved. Each endpoint is a lane with its own connections, which share nothing
 * with another lane's. A lane is in one of two states:
 *
 * <pre>
 *            two time-outs, two broken connections, three server errors in a row,
 *            one refused connection, or the endpoint says that it drains
 *   FIT ───────────────────────────────────────────────────────────────▶ SUSPECT
 *    ▲                    two good probes in a row                          │
 *    └──────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>A request starts on a fit lane, and moves on: to another lane once the p95 of the first has
 * passed without an answer (a hedge), and at once when a lane fails. Hedges and retries are paid
 * from a budget, so that a brown-out is never multiplied. Every request must therefore be safe to
 * repeat; draws are, because a chain has one successor for each draw.
 *
 * <p>All state is owned by one thread, the channel's {@link
 * io.eightnines.client.channel.Scheduler}; what it decides with is pure: {@link
 * io.eightnines.client.channel.LaneHealth}, {@link io.eightnines.client.channel.Latencies}, {@link
 * io.eightnines.client.channel.RetryBudget}, {@link io.eightnines.client.channel.LaneOrder}.
 *
 * <p>Left out: name resolution, preference by distance, and client-side rate limits.
 */
@NullMarked
package io.eightnines.client.channel;

import org.jspecify.annotations.NullMarked;
