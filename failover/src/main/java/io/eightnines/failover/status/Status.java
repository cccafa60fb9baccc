package io.eightnines.failover.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.failover.control.Change;
import io.eightnines.failover.control.Observer;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.detect.EndpointHealth;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.failover.publish.ServerView;
import io.eightnines.failover.publish.secondary.Secondaries;
import io.eightnines.failover.publish.secondary.SecondaryWatch;
import io.eightnines.failover.vote.Finding;
import io.eightnines.failover.zone.Zone;
import io.eightnines.failover.zone.ZoneKeeper;
import io.eightnines.log.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /status}; times are ISO 8601 UTC, durations are in milliseconds. */
public record Status(
    ZoneStatus zone,
    GroupStatus group,
    PlanStatus plan,
    HoldStatus hold,
    List<AlertStatus> alerts,
    ObserverStatus observer,
    List<PublisherStatus> publishers,
    List<SecondaryStatus> secondaries,
    List<ChangeStatus> changes) {
  /** What this daemon shows, from which the rest is derived. */
  record Sources(
      Zone zone,
      ZoneKeeper.Outcome zoneOutcome,
      Plan served,
      Optional<Duration> rememberedAge,
      State state,
      Membership membership,
      List<AlertStatus> ownAlerts,
      Observer.View view,
      List<Change> changes,
      Publishing publishing,
      Secondaries secondaries) {}

  /**
   * The zone.
   *
   * @param ttlSeconds of the service's addresses, in quiet times
   * @param answers addresses in one answer, at most
   * @param serial the SOA's serial number as it is answered: the zone's own and the plan's together
   * @param ownSerial the zone's own
   * @param names how many there are in the zone
   * @param refused why the master file as it is now is not served; null if it is
   */
  public record ZoneStatus(
      String name,
      String service,
      long ttlSeconds,
      int answers,
      long serial,
      long ownSerial,
      int names,
      @JsonInclude @Nullable String refused) {}

  /**
   * The daemons.
   *
   * @param role LEADER, FOLLOWER or CUT_OFF, which is one that hears of no leader
   */
  public record GroupStatus(
      String self,
      String role,
      @JsonInclude @Nullable String leader,
      long term,
      long applied,
      long charterRevision,
      List<MemberStatus> members) {}

  public record MemberStatus(String name, String address) {}

  /**
   * The plan in service on this daemon.
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
   * @param health what the vote found: UNKNOWN, UP, SHAKY, DOWN or DRAINING
   * @param evidence what it is down by: SUSPICION, CONFIRMED or PROOF; else NONE
   * @param reason why it has its effective weight
   * @param votes what each observer says
   * @param ownHealth as this daemon alone sees it
   */
  public record EndpointStatus(
      String region,
      String address,
      int port,
      int weight,
      int effectiveWeight,
      String health,
      String evidence,
      String reason,
      List<String> votes,
      String ownHealth,
      String ownReason,
      String lastOutcome,
      @JsonInclude @Nullable Double lastRoundTripMillis) {}

  public record HoldStatus(
      boolean held,
      @JsonInclude @Nullable String why,
      @JsonInclude @Nullable String text,
      @JsonInclude @Nullable String since) {}

  public record AlertStatus(String name, String text, String since) {}

  /** Whether this daemon's own votes count, and if not, why. */
  public record ObserverStatus(boolean abstains, @JsonInclude @Nullable String doubt) {}

  /**
   * A secondary server that this daemon notifies.
   *
   * @param seenSerial in its last answer
   * @param awaitedSerial which is served here
   * @param standing NOT_READ, CURRENT, AWAITED, LAGS or WENT_BACK
   */
  public record SecondaryStatus(
      String name,
      String server,
      @JsonInclude @Nullable Long seenSerial,
      long awaitedSerial,
      String standing,
      @JsonInclude @Nullable Long visibleAfterMillis,
      @JsonInclude @Nullable String trouble) {
    static SecondaryStatus of(SecondaryWatch watch) {
      ServerView view = watch.view();
      return new SecondaryStatus(
          watch.subject().name(),
          view.server(),
          view.seen().orElse(null),
          view.awaited(),
          view.standing().name(),
          view.visibleAfter().map(Duration::toMillis).orElse(null),
          view.trouble().orElse(null));
    }
  }

  public record ChangeStatus(String at, String what) {}

  static Status of(Sources now, Instant at) {
    State state = now.state();
    return new Status(
        zone(now),
        group(now),
        plan(now, at),
        hold(state.service().hold()),
        alerts(now),
        new ObserverStatus(
            now.view().doubt().isPresent(),
            now.view().doubt().map(doubt -> doubt.kind().name()).orElse(null)),
        now.publishing().lines().stream().map(PublisherStatus::of).toList(),
        now.secondaries().watches().stream().map(SecondaryStatus::of).toList(),
        now.changes().stream().map(c -> new ChangeStatus(c.at().toString(), c.what())).toList());
  }

  private static ZoneStatus zone(Sources now) {
    Zone zone = now.zone();
    return new ZoneStatus(
        zone.name().toString(true),
        zone.service().name().toString(true),
        zone.service().ttl().toSeconds(),
        zone.service().answers(),
        zone.soa(now.served().generation()).getSerial(),
        zone.serial(),
        zone.nodes().size(),
        now.zoneOutcome() instanceof ZoneKeeper.Outcome.Refused refused ? refused.why() : null);
  }

  private static GroupStatus group(Sources now) {
    Membership membership = now.membership();
    return new GroupStatus(
        membership.self(),
        membership.role().name(),
        membership.leader().orElse(null),
        membership.term(),
        now.state().stamp().index(),
        now.state().charter().map(charter -> charter.revision()).orElse(0L),
        membership.members().stream()
            .map(member -> new MemberStatus(member.name(), member.address()))
            .toList());
  }

  private static PlanStatus plan(Sources now, Instant at) {
    Plan served = now.served();
    Plan decided = now.state().service().plan();
    Plan explained = decided.generation() == served.generation() ? decided : served;
    return new PlanStatus(
        served.generation(),
        served.decided().toString(),
        Duration.between(served.decided(), at).toMillis(),
        now.rememberedAge().map(Duration::toMillis).orElse(null),
        explained.endpoints().stream().map(planned -> endpoint(planned, now)).toList());
  }

  private static EndpointStatus endpoint(PlannedEndpoint planned, Sources now) {
    Optional<Finding> finding =
        Optional.ofNullable(now.state().findings().get(planned.endpoint().id()));
    Optional<EndpointHealth> own =
        Optional.ofNullable(now.view().health().get(planned.endpoint().id()));
    return new EndpointStatus(
        planned.endpoint().region().name(),
        planned.endpoint().id().toString(),
        planned.endpoint().port(),
        planned.endpoint().weight().value(),
        planned.effective().value(),
        finding.map(Finding::standing).orElse(Standing.UNKNOWN).name(),
        finding.map(Finding::evidence).orElse(Finding.Evidence.NONE).name(),
        planned.reason().text(),
        finding.map(Finding::votes).orElse(List.of()),
        own.map(health -> health.verdict().standing()).orElse(Standing.UNKNOWN).name(),
        own.map(health -> health.verdict().reason().text()).orElse("it is not in this file"),
        own.map(EndpointHealth::lastOutcome).orElse(""),
        own.flatMap(EndpointHealth::lastRoundTrip).map(r -> r.toNanos() / 1e6).orElse(null));
  }

  private static HoldStatus hold(Optional<State.Hold> hold) {
    return hold.map(held ->
            new HoldStatus(true, held.why().name(), held.why().text(), held.since().toString()))
        .orElseGet(() -> new HoldStatus(false, null, null, null));
  }

  private static List<AlertStatus> alerts(Sources now) {
    List<AlertStatus> all = new java.util.ArrayList<>(now.ownAlerts());
    now.state()
        .service()
        .alerts()
        .forEach(raised ->
            all.add(
                new AlertStatus(
                    raised.alert().name().name(),
                    raised.alert().text(),
                    raised.since().toString())));
    return List.copyOf(all);
  }
}
