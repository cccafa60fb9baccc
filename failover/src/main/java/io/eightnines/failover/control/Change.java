package io.eightnines.failover.control;

import java.time.Instant;

/** One thing that changed, in words. */
public record Change(Instant at, String what) {}
