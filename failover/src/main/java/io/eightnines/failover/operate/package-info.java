/**
 * What operators may ask and order, over HTTP under {@code /v1}.
 *
 * <p>Whoever shows a known bearer token is a {@link io.eightnines.failover.operate.Caller} with a
 * {@link io.eightnines.failover.operate.Role}: a viewer may read, an operator may also give orders.
 * An order is a dry run unless the request says otherwise, and is answered with the weights before
 * and after; what is refused is answered with RFC 9457 problem details. The author of an order is
 * the name of the token, never a word of the request.
 *
 * <p>Beside orders, operators change who keeps the log, by one member at a time as {@link
 * io.eightnines.failover.operate.MemberGuard} allows, and have snapshots written. {@code
 * docs/members.md} says in which order.
 *
 * <p>Left out: what an order does, which {@link io.eightnines.failover.decide.Decider} says alone,
 * for a dry run and in earnest; the console; {@code GET /status}, which is open to all.
 */
@NullMarked
package io.eightnines.failover.operate;

import org.jspecify.annotations.NullMarked;
