/**
 * What keeps strangers from using the name server against others, or against itself.
 *
 * <p>A {@link io.eightnines.failover.dns.guard.Shield} stands between the listeners and the answer
 * function: bytes in, bytes or silence out, by a {@link io.eightnines.failover.dns.guard.Gate} for
 * each thread. A datagram's source can be forged, so what goes back to it is bounded in size (never
 * as much as a set multiple of the query) and in number (a token bucket for each prefix, in a table
 * that never grows). Three kinds of asker are not bounded: whoever came by TCP, whoever shows a
 * server cookie that we gave to this very address (RFC 7873), and whoever the configuration trusts.
 * An asker over its limit is not left alone: every few queries it gets a hint how to go on, the TC
 * bit or a cookie.
 *
 * <p>A cookie holds no state here: it is a hash over the asker's address under a secret (RFC 9018),
 * so daemons with one secret accept each other's.
 *
 * <p>Left out: limits by name asked for (one service name gets nearly all queries), and a limit of
 * all answers together, which would let a stranger silence us for everybody.
 */
@NullMarked
package io.eightnines.failover.dns.guard;

import org.jspecify.annotations.NullMarked;
