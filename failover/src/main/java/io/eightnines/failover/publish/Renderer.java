package io.eightnines.failover.publish;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import io.eightnines.failover.publish.RecordSet.Target;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Says a plan in a provider's records. A pure function of the plan, so that all daemons agree. */
@FunctionalInterface
public interface Renderer {
  /** The plan must not be empty. */
  Rendering render(Plan plan);

  /**
   * What the embedded name server answers with, which others may only approach.
   *
   * @param answers addresses in one answer
   */
  record Terms(long ttlSeconds, int answers) {}

  /**
   * One weighted set for each endpoint; an answer is one set.
   *
   * @param maxWeight the provider's greatest weight; greater ones are scaled, none of them to 0
   * @param aliases endpoints that are load balancers
   */
  static Renderer weighted(Terms terms, int maxWeight, Map<EndpointId, Target.Alias> aliases) {
    return plan -> {
      List<PlannedEndpoint> answerable = plan.answerable();
      int most = answerable.stream().mapToInt(p -> p.effective().value()).max().orElse(1);
      List<RecordSet> sets = new ArrayList<>();
      List<Loss> losses = new ArrayList<>();
      boolean exact = true;
      int aliased = 0;
      for (PlannedEndpoint each : answerable) {
        int weight = each.effective().value();
        int scaled =
            most <= maxWeight ? weight : Math.max(1, Math.round((float) weight * maxWeight / most));
        exact &= (long) scaled * most == (long) weight * Math.min(most, maxWeight);
        EndpointId id = each.endpoint().id();
        Target.Alias alias = aliases.get(id);
        aliased += alias == null ? 0 : 1;
        sets.add(
            new RecordSet(
                typeOf(each),
                id.toString(),
                scaled,
                alias == null ? terms.ttlSeconds() : 0,
                alias == null ? new Target.Addresses(List.of(id.toString())) : alias));
      }
      if (!exact) {
        losses.add(
            new Loss(
                Loss.Kind.ROUNDED,
                "weights up to %d are rounded to whole numbers up to %d"
                    .formatted(most, maxWeight)));
      }
      if (terms.answers() > 1 && answerable.size() > 1) {
        losses.add(
            new Loss(
                Loss.Kind.ADDRESSES,
                "an answer carries one endpoint, not up to " + terms.answers()));
      }
      if (aliased > 0) {
        losses.add(
            new Loss(
                Loss.Kind.LIFETIME,
                "%d load balancers are answered with their own TTL, not %d s"
                    .formatted(aliased, terms.ttlSeconds())));
      }
      unsettled(plan, terms, losses);
      return new Rendering(new Content(plan.generation(), sets), losses);
    };
  }

  /** One set for each type of address; an answer carries all of it, in no order. */
  static Renderer equal(Terms terms) {
    return plan -> {
      List<PlannedEndpoint> answerable = plan.answerable();
      Map<RecordSet.Type, List<String>> addresses = new EnumMap<>(RecordSet.Type.class);
      for (PlannedEndpoint each : answerable) {
        addresses
            .computeIfAbsent(typeOf(each), type -> new ArrayList<>())
            .add(each.endpoint().id().toString());
      }
      List<RecordSet> sets = new ArrayList<>();
      addresses.forEach((type, values) ->
          sets.add(new RecordSet(type, "", 0, terms.ttlSeconds(), new Target.Addresses(values))));
      List<Loss> losses = new ArrayList<>();
      if (answerable.stream().map(PlannedEndpoint::effective).distinct().count() > 1) {
        losses.add(
            new Loss(
                Loss.Kind.WEIGHTS, "all are answered alike, not by weight: " + plan.summary()));
      }
      int most = addresses.values().stream().mapToInt(List::size).max().orElse(0);
      if (most > terms.answers()) {
        losses.add(
            new Loss(
                Loss.Kind.ADDRESSES,
                "an answer carries all %d addresses, not %d".formatted(most, terms.answers())));
      }
      unsettled(plan, terms, losses);
      return new Rendering(new Content(plan.generation(), sets), losses);
    };
  }

  /** A provider takes longer to change a TTL than the plan stays unsettled. */
  private static void unsettled(Plan plan, Terms terms, List<Loss> losses) {
    if (plan.isUnsettled() && terms.ttlSeconds() > 1) {
      losses.add(
          new Loss(
              Loss.Kind.LIFETIME,
              "answers keep their TTL of %d s while the plan is unsettled"
                  .formatted(terms.ttlSeconds())));
    }
  }

  private static RecordSet.Type typeOf(PlannedEndpoint planned) {
    return planned.endpoint().address() instanceof Inet4Address
        ? RecordSet.Type.A
        : RecordSet.Type.AAAA;
  }
}
