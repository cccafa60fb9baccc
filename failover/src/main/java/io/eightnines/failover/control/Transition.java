package io.eightnines.failover.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each stage of an endpoint's last change of weight took, as this daemon saw it.
 *
 * @param at when the plan came into service
 */
public record Transition(Instant at, Map<Stage, Duration> took) {
  public Transition {
    took = Collections.unmodifiableMap(new EnumMap<>(took));
  }
}
