package io.eightnines.failover.plan;

import io.eightnines.failover.fleet.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The complete answer for the service name: every endpoint, in configured order.
 *
 * @param generation grows by one with each plan that is served; zero is before the first
 */
public record Plan(long generation, Instant decided, List<PlannedEndpoint> endpoints) {
  public Plan {
    endpoints = List.copyOf(endpoints);
    if (generation < 0) {
      throw new IllegalArgumentException("generation is " + generation + ", expected 0 or more");
    }
  }

  public Optional<PlannedEndpoint> find(EndpointId id) {
    return endpoints.stream().filter(planned -> planned.endpoint().id().equals(id)).findFirst();
  }

  /** The endpoints that may be answered. */
  public List<PlannedEndpoint> answerable() {
    return endpoints.stream().filter(planned -> !planned.effective().isNone()).toList();
  }

  public boolean isEmpty() {
    return endpoints.stream().allMatch(planned -> planned.effective().isNone());
  }

  /** The answerable addresses and their weights, for a log line: {@code 127.0.1.1=100}. */
  public String summary() {
    return String.join(
        " ",
        answerable().stream()
            .map(planned -> planned.endpoint().id() + "=" + planned.effective().value())
            .toList());
  }
}
