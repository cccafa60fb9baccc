package io.eightnines.failover.status;

import io.eightnines.failover.control.Charters;
import io.eightnines.failover.control.DecisionFold;
import io.eightnines.failover.control.Observer;
import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.failover.publish.secondary.Secondaries;
import io.eightnines.failover.status.Status.AlertStatus;
import io.eightnines.failover.zone.ZoneKeeper;
import io.eightnines.log.Membership;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code GET /status}: what this daemon serves, knows and thinks. */
@Path("/status")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  /** Where the status comes from. */
  public record Views(
      Supplier<Plan> served,
      Optional<Duration> rememberedAge,
      DecisionFold decisions,
      Supplier<Membership> membership,
      Observer observer,
      Publishing publishing,
      Secondaries secondaries) {}

  private final ZoneKeeper zone;
  private final Charter own;
  private final Views views;
  private final InstantSource clock;

  public StatusResource(ZoneKeeper zone, Charter own, Views views, InstantSource clock) {
    this.zone = zone;
    this.own = own;
    this.views = views;
    this.clock = clock;
  }

  @GET
  public Status status() {
    Instant now = clock.instant();
    Membership membership = views.membership().get();
    return Status.of(
        new Status.Sources(
            zone.get(),
            zone.outcome(),
            views.served().get(),
            views.rememberedAge(),
            views.decisions().state(),
            membership,
            ownAlerts(membership, now),
            views.observer().view(),
            views.decisions().changes(),
            views.publishing(),
            views.secondaries()),
        now);
  }

  /** What is wrong with this daemon alone, which the group cannot know. */
  private List<AlertStatus> ownAlerts(Membership membership, Instant now) {
    List<AlertStatus> alerts = new ArrayList<>();
    if (membership.role() == Membership.Role.CUT_OFF) {
      Instant since = now.minus(membership.sinceLeader());
      alerts.add(
          new AlertStatus(
              "CUT_OFF", "no leader is heard; the last plan stays in service", since.toString()));
    }
    if (Charters.compare(own, views.decisions().state()) == Charters.Standing.CONFLICTING) {
      alerts.add(
          new AlertStatus(
              "CONFIG_DIFFERS",
              "this daemon's file has revision %d like the charter in force and says something else"
                  .formatted(own.revision()),
              now.toString()));
    }
    Stream.concat(views.publishing().alerts().stream(), views.secondaries().alerts(now).stream())
        .forEach(alert ->
            alerts.add(
                new AlertStatus(
                    alert.name().name(),
                    alert.publisher() + ": " + alert.text(),
                    alert.since().toString())));
    return alerts;
  }
}
