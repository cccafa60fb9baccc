/**
 * Faults of what lies around processes: packets that are dropped, answers that are errors, and
 * disks that lose what was not flushed, are full, or change bits.
 *
 * <p>A fault is armed and disarmed, any number of times. {@link
 * io.eightnines.runbooks.fault.PacketFilter} works in a table of its own and takes it away when it
 * is closed, when the JVM ends and, should both have been too late, at the next start.
 *
 * <p>Left out: faults of a process itself, which {@link io.eightnines.runbooks.fleet.Member} does.
 */
@NullMarked
package io.eightnines.runbooks.fault;

import org.jspecify.annotations.NullMarked;
