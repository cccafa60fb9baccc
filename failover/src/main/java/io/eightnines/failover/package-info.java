/**
 * The failover daemon: it watches every endpoint, decides which of them may be answered, and serves
 * the decision as an authoritative name server.
 *
 * <p>Data flows one way: prober → observation → detector → verdict → ballot → replicated log → fold
 * (count, plan, guard) → publisher → DNS answers; operators' orders enter the same log. {@link
 * io.eightnines.failover.FailoverApplication} wires it on one page; {@link
 * io.eightnines.failover.FailoverConfiguration} is the file it reads. One, three or five daemons
 * decide together; one alone is a group of one with the same code.
 *
 * <p>Left out here: publishers to providers, and reading back what they serve.
 */
@NullMarked
package io.eightnines.failover;

import org.jspecify.annotations.NullMarked;
