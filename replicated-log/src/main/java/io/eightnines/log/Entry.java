package io.eightnines.log;

import java.time.Instant;

/**
 * One committed command.
 *
 * @param index grows from entry to entry, not always by one
 * @param logMillis log time, never less than that of the entry before: the time for rules
 * @param wall the leader's wall clock, which may step either way: the time for people
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copied once, by whoever made it.
public record Entry(long index, long logMillis, Instant wall, byte[] command) {}
