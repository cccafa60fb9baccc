package io.eightnines.failover.control;

import java.time.Instant;

/** One thing that changed: {@code subject} is an endpoint, {@code plan} or {@code hold}. */
public record Change(Instant at, String subject, String before, String after, String why) {}
