/**
 * Remembers the plan in service across restarts.
 *
 * <p>{@link io.eightnines.failover.memory.PlanFile} keeps two files: the newest plan and the one
 * before it, each under a checksum. A file that is cut short or altered is refused and the other is
 * used. {@link io.eightnines.failover.memory.WarmStart} makes the first plan from what is
 * remembered. Left out: reasons and verdicts, which a new process finds out for itself.
 */
@NullMarked
package io.eightnines.failover.memory;

import org.jspecify.annotations.NullMarked;
