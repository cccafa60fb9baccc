package io.eightnines.failover.plan;

import io.eightnines.failover.fleet.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The complete answer for the service name: every endpoint, in configured order.
 *
 * @param generation grows with each plan that is served, not always by one; zero is before the
 *     first
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

  /** Whether a resolver could not tell this plan from the other. */
  public boolean answersLike(Plan other) {
    return summary().equals(other.summary()) && isUnsettled() == other.isUnsettled();
  }

  /** Whether it may change soon, so that answers should not be kept for long. */
  public boolean isUnsettled() {
    return endpoints.stream().anyMatch(planned -> planned.reason().isUnsettled());
  }

  /** The same plan, explained by what is known now. */
  public Plan explainedLike(Plan newer) {
    return new Plan(generation, decided, newer.endpoints());
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
