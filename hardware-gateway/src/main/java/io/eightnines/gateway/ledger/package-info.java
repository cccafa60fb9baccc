/**
 * The ledger: every draw ever issued, on the disks of a majority before anybody hears of it.
 *
 * <p>A place in a chain is free or taken; once taken it never changes. Any member makes a draw for
 * a place that seems free and puts it before the group ({@link
 * io.eightnines.gateway.ledger.LedgerWriter}); the group's log puts all of them in one order, and
 * every member's store ({@link io.eightnines.gateway.ledger.LedgerStore}) issues the first one for
 * a place and no other. {@link io.eightnines.gateway.ledger.Issuance} is the rule, and the database
 * itself forbids two successors of one draw.
 *
 * <p>A member that knows no leader issues nothing and still shows what it has: a draw never
 * changes. What is damaged at one member is taken from another.
 *
 * <p>A ledger may be divided into shards, each with its own file and its own group; {@link
 * io.eightnines.gateway.ledger.ShardedLedger} sends each chain to its shard, and nothing below it
 * knows of the others.
 *
 * <p>Left out: the order itself and its transport, which are {@code io.eightnines.log}.
 */
@NullMarked
package io.eightnines.gateway.ledger;

import org.jspecify.annotations.NullMarked;
