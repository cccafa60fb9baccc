package io.eightnines.failover.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.failover.control.Change;
import io.eightnines.failover.control.Situation;
import io.eightnines.failover.detect.EndpointHealth;
import io.eightnines.failover.dns.Zone;
import io.eightnines.failover.plan.PlannedEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code GET /status}: what is answered, why, and what changed lately. */
public record Status(
    ZoneStatus zone, PlanStatus plan, HoldStatus hold, List<ChangeStatus> changes) {
  public record ZoneStatus(String name, String service, long ttlSeconds, int answers) {}

  /**
   * The plan in service.
   *
   * @param rememberedAgeMillis how old the plan was that this process started from; null if it
   *     started from none
   */
  public record PlanStatus(
      long generation,
      String decided,
      long ageMillis,
      @JsonInclude @Nullable Long rememberedAgeMillis,
      List<EndpointStatus> endpoints) {}

  /**
   * One endpoint.
   *
   * @param health UNKNOWN, UP, DOWN or DRAINING, as this daemon sees it
   * @param reason why it has its effective weight
   * @param healthReason why it stands where it does
   */
  public record EndpointStatus(
      String region,
      String address,
      int port,
      int weight,
      int effectiveWeight,
      String health,
      String reason,
      String healthReason,
      String since,
      String lastOutcome,
      @JsonInclude @Nullable Double lastRoundTripMillis) {}

  public record HoldStatus(
      boolean held,
      @JsonInclude @Nullable String why,
      @JsonInclude @Nullable String text,
      @JsonInclude @Nullable String since) {}

  public record ChangeStatus(String at, String subject, String before, String after, String why) {
    static ChangeStatus of(Change c) {
      return new ChangeStatus(c.at().toString(), c.subject(), c.before(), c.after(), c.why());
    }
  }

  static Status of(Zone zone, Situation now, Instant at) {
    return new Status(
        new ZoneStatus(
            zone.apex().name().toString(true),
            zone.service().toString(true),
            zone.lifetimes().positive().toSeconds(),
            zone.answers()),
        plan(now, at),
        hold(now),
        now.changes().stream().map(ChangeStatus::of).toList());
  }

  private static PlanStatus plan(Situation now, Instant at) {
    return new PlanStatus(
        now.plan().generation(),
        now.plan().decided().toString(),
        Duration.between(now.plan().decided(), at).toMillis(),
        now.warmStart().age().map(Duration::toMillis).orElse(null),
        now.plan().endpoints().stream().map(planned -> endpoint(planned, now)).toList());
  }

  private static EndpointStatus endpoint(PlannedEndpoint planned, Situation now) {
    EndpointHealth health = now.health().get(planned.endpoint().id());
    if (health == null) {
      throw new IllegalStateException("no health of planned endpoint " + planned.endpoint().id());
    }
    return new EndpointStatus(
        planned.endpoint().region().name(),
        planned.endpoint().id().toString(),
        planned.endpoint().port(),
        planned.endpoint().weight().value(),
        planned.effective().value(),
        health.verdict().standing().name(),
        planned.reason().text(),
        health.verdict().reason().text(),
        health.verdict().since().wall().toString(),
        health.lastOutcome(),
        health.lastRoundTrip().map(roundTrip -> roundTrip.toNanos() / 1e6).orElse(null));
  }

  private static HoldStatus hold(Situation now) {
    return now.hold()
        .map(held ->
            new HoldStatus(
                true, held.why().name(), held.why().text(), held.since().wall().toString()))
        .orElseGet(() -> new HoldStatus(false, null, null, null));
  }
}
