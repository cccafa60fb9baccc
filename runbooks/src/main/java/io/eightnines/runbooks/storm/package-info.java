/**
 * Draws as many as it can from three gateways that are killed again and again, over a channel that
 * repeats, delays, reorders and loses, and then holds what was acknowledged against what is on the
 * gateways' disks.
 *
 * <p>A {@link io.eightnines.runbooks.storm.Player} has a chain of its own and never gives up on a
 * place in it. {@link io.eightnines.runbooks.storm.Evidence} is what players were given, kept apart
 * from the gateways. The judgement is that of {@link io.eightnines.gateway.audit}, which shares no
 * code with the ledger.
 *
 * <p>Left out: regions, DNS and clients' failover, which the drills have.
 */
@NullMarked
package io.eightnines.runbooks.storm;

import org.jspecify.annotations.NullMarked;
