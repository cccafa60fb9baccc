package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.time.Moment;
import java.time.Duration;

/**
 * One outcome seen by this observer.
 *
 * @param started when the probe began; for a drop between probes, when it was noticed
 * @param ended when the outcome was known
 * @param observerLate how far the observer's own clockwork ran behind in that time, zero or more
 */
public record Observation(
    EndpointId endpoint,
    Depth depth,
    Outcome outcome,
    Moment started,
    Moment ended,
    Duration observerLate) {}
