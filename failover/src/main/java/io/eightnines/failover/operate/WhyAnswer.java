package io.eightnines.failover.operate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.failover.control.Change;
import io.eightnines.failover.control.Stage;
import io.eightnines.failover.control.Transition;
import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.operate.Views.AlertView;
import io.eightnines.failover.operate.Views.HoldView;
import io.eightnines.failover.operate.Views.OrderView;
import io.eightnines.failover.plan.PlannedEndpoint;
import io.eightnines.failover.vote.CastBallot;
import io.eightnines.failover.vote.Council;
import io.eightnines.failover.vote.Finding;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.Opinion;
import io.eightnines.failover.vote.VotePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/why/NAME}.
 *
 * @param entry up to which this daemon has applied the log
 * @param asOf the leader's clock at that entry
 * @param generation of the plan in service
 * @param hold why the plan that should follow is held back; null if none is
 * @param changes the latest that speak of what was asked for, or of everything; newest first
 */
record WhyAnswer(
    String asked,
    long entry,
    String asOf,
    long generation,
    String decided,
    List<EndpointView> endpoints,
    @JsonInclude @Nullable HoldView hold,
    List<AlertView> alerts,
    List<ChangeView> changes) {
  /**
   * One endpoint.
   *
   * @param weight as configured
   * @param effectiveWeight in the answers
   * @param reason why it has that weight
   * @param order what an operator wants of it; null if nothing
   * @param timings how long its last change of weight took; null if this daemon saw none
   */
  record EndpointView(
      String region,
      String address,
      int port,
      int weight,
      int effectiveWeight,
      String reason,
      FindingView finding,
      List<VoteView> votes,
      @JsonInclude @Nullable OrderView order,
      @JsonInclude @Nullable TimingsView timings) {}

  /**
   * What the count came to.
   *
   * @param evidence what an endpoint that is down was found down by; NONE for any other
   */
  record FindingView(String standing, String evidence, String since) {
    static FindingView of(Finding finding, State.Stamp now) {
      return new FindingView(
          finding.standing().name(),
          finding.evidence().name(),
          Views.wallAt(now, finding.sinceMillis()).toString());
    }
  }

  /**
   * What one observer says.
   *
   * @param counts whether it is counted: it is fresh and its observer does not abstain
   * @param ageMillis of its ballot
   * @param abstains why its observer does not trust itself; null if it does
   */
  record VoteView(
      String observer,
      boolean counts,
      long ageMillis,
      @JsonInclude @Nullable String abstains,
      String standing,
      boolean proof,
      String why,
      long detectMillis) {}

  /** How long each stage of the way to the last change took, in milliseconds. */
  record TimingsView(String at, Map<String, Double> tookMillis) {
    static TimingsView of(Transition transition) {
      Map<String, Double> took = new LinkedHashMap<>();
      for (Stage stage : Stage.values()) {
        Optional.ofNullable(transition.took().get(stage))
            .ifPresent(time -> took.put(stage.name(), time.toNanos() / 1e6));
      }
      return new TimingsView(transition.at().toString(), took);
    }
  }

  record ChangeView(String at, String what) {}

  private static final int MAX_CHANGES = 20;

  static WhyAnswer of(
      String asked, List<Endpoint> endpoints, State now, WhyResource.Memories memories) {
    return new WhyAnswer(
        asked,
        now.stamp().index(),
        now.stamp().wall().toString(),
        now.service().plan().generation(),
        now.service().plan().decided().toString(),
        endpoints.stream().map(endpoint -> endpoint(endpoint, now, memories)).toList(),
        HoldView.of(now),
        now.service().alerts().stream().map(raised -> AlertView.of(raised.alert())).toList(),
        memories.changes().get().stream()
            .filter(change -> concerns(change, endpoints))
            .limit(MAX_CHANGES)
            .map(change -> new ChangeView(change.at().toString(), change.what()))
            .toList());
  }

  private static EndpointView endpoint(
      Endpoint endpoint, State now, WhyResource.Memories memories) {
    Optional<PlannedEndpoint> planned = now.service().plan().find(endpoint.id());
    Finding finding = now.findings().get(endpoint.id());
    return new EndpointView(
        endpoint.region().name(),
        endpoint.id().toString(),
        endpoint.port(),
        endpoint.weight().value(),
        planned.map(each -> each.effective().value()).orElse(0),
        planned.map(each -> each.reason().text()).orElse("it is in no plan yet"),
        finding == null
            ? new FindingView("UNKNOWN", "NONE", now.stamp().wall().toString())
            : FindingView.of(finding, now.stamp()),
        votes(endpoint, now),
        now.orders()
            .of(endpoint.region())
            .or(() -> now.orders().freeze())
            .map(order -> OrderView.of(order, now.stamp()))
            .orElse(null),
        memories.timings().apply(endpoint.id()).map(TimingsView::of).orElse(null));
  }

  private static List<VoteView> votes(Endpoint endpoint, State now) {
    return now.charter().map(Charter::votes).stream()
        .flatMap(policy ->
            policy.observers().stream().map(observer -> vote(endpoint, observer, policy, now)))
        .toList();
  }

  private static VoteView vote(
      Endpoint endpoint, ObserverId observer, VotePolicy policy, State now) {
    CastBallot cast = now.ballots().get(observer);
    Opinion opinion = cast == null ? null : cast.ballot().opinions().get(endpoint.id());
    if (cast == null || opinion == null) {
      return new VoteView(
          observer.name(), false, 0, null, "UNKNOWN", false, "it has said nothing yet", 0);
    }
    boolean fresh = Council.isFresh(policy, cast, now.stamp().millis());
    return new VoteView(
        observer.name(),
        fresh && cast.ballot().abstains().isEmpty(),
        now.stamp().millis() - cast.castMillis(),
        cast.ballot().abstains().orElse(null),
        opinion.standing().name(),
        opinion.proof(),
        opinion.why(),
        opinion.detectMillis());
  }

  /** A change of the whole, such as a hold, concerns everybody; one that names others does not. */
  private static boolean concerns(Change change, List<Endpoint> endpoints) {
    return endpoints.stream()
        .anyMatch(endpoint ->
            change.what().contains(endpoint.id().toString())
                || change.what().contains(endpoint.region().name())
                || change.what().startsWith("plan: ")
                || change.what().startsWith("hold: "));
  }
}
