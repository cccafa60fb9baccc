/**
 * The failover daemon: it watches every endpoint, decides which of them may be answered, and serves
 * the decision as an authoritative name server.
 *
 * <p>Data flows one way: prober → observation → detector → verdict → planner → plan → guard →
 * publisher → DNS answers. {@link io.eightnines.failover.FailoverApplication} wires it on one page;
 * {@link io.eightnines.failover.FailoverConfiguration} is the file it reads.
 *
 * <p>Left out here: voting between replicas, operators' intents and publishers to providers. One
 * daemon is a group of one: its own verdicts decide.
 */
@NullMarked
package io.eightnines.failover;

import org.jspecify.annotations.NullMarked;
