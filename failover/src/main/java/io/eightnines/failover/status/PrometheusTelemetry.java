package io.eightnines.failover.status;

import io.eightnines.failover.control.Stage;
import io.eightnines.failover.control.Telemetry;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.dns.Transport;
import io.eightnines.failover.dns.guard.Measure;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.probe.Depth;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.failover.publish.PublishAlert;
import io.eightnines.failover.publish.Publisher;
import io.eightnines.failover.zone.ZoneKeeper;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts for Prometheus. Times are in seconds; names begin with {@code failover_}. */
public final class PrometheusTelemetry implements Telemetry {
  /** From a loopback round trip to the budget of a second. */
  private static final double[] SECONDS = {
    .0005, .001, .0025, .005, .01, .025, .05, .1, .15, .2, .3, .5, .75, 1, 2.5
  };

  private static final double NANOS = 1e9;

  private final Counter probes;
  private final Counter deepProbes;
  private final Histogram roundTrips;
  private final Counter verdicts;
  private final Gauge generation;
  private final Gauge effectiveWeight;
  private final Counter publishes;
  private final Counter holds;
  private final Counter queries;
  private final Map<Measure, Counter.Child> measures = new EnumMap<>(Measure.class);
  private final Histogram stages;
  private final Counter breaches;
  private final Counter ballots;
  private final Histogram commits;
  private final Gauge abstains;
  private final Gauge alerts;
  private final Counter failures;
  private final Counter zoneLoads;
  private final Gauge zoneRefused;
  private final Map<String, Counter.Child> queriesOverUdp = new ConcurrentHashMap<>();
  private final Map<String, Counter.Child> queriesOverTcp = new ConcurrentHashMap<>();

  public PrometheusTelemetry(CollectorRegistry registry) {
    probes = counter(registry, "probes", "Probes by endpoint and outcome.", "endpoint", "outcome");
    deepProbes =
        counter(
            registry, "deep_probes", "Deep probes by endpoint and outcome.", "endpoint", "outcome");
    roundTrips =
        Histogram.build("failover_probe_round_trip_seconds", "Healthy round trips.")
            .labelNames("endpoint")
            .buckets(SECONDS)
            .register(registry);
    verdicts = counter(registry, "verdicts", "Changes of verdict.", "endpoint", "to");
    generation =
        Gauge.build("failover_plan_generation", "Generation of the plan in service.")
            .register(registry);
    effectiveWeight =
        Gauge.build("failover_effective_weight", "Weight in the plan in service.")
            .labelNames("endpoint")
            .register(registry);
    publishes = counter(registry, "publishes", "Plans given to a publisher.", "result");
    holds = counter(registry, "holds", "Plans held by the guard.", "why");
    queries = counter(registry, "dns_queries", "Queries by result.", "transport", "rcode");
    Counter guarded =
        counter(registry, "dns_guard", "Queries that met a limit or showed a cookie.", "measure");
    for (Measure measure : Measure.values()) {
      measures.put(measure, guarded.labels(measure.name().toLowerCase(Locale.ROOT)));
    }
    stages =
        Histogram.build("failover_stage_seconds", "From first evidence to plan in service.")
            .labelNames("stage")
            .buckets(SECONDS)
            .register(registry);
    breaches = counter(registry, "stage_budget_breaches", "Stages over their budget.", "stage");
    ballots = counter(registry, "ballots", "Ballots given to the log.", "taken");
    commits =
        Histogram.build("failover_ballot_seconds", "From a ballot's casting to its commit.")
            .buckets(SECONDS)
            .register(registry);
    abstains =
        Gauge.build("failover_abstains", "1 while this observer's votes do not count.")
            .register(registry);
    alerts =
        Gauge.build("failover_alert", "1 while the alert is raised.")
            .labelNames("name")
            .register(registry);
    alerts(List.of());
    for (Stage stage : Stage.values()) {
      breaches.labels(label(stage));
      stages.labels(label(stage));
    }
    zoneLoads = counter(registry, "zone_loads", "Readings of the zone by result.", "result");
    zoneRefused =
        Gauge.build(
                "failover_zone_refused",
                "1 while the master file may not be served and the zone before it is.")
            .register(registry);
    failures =
        counter(registry, "internal_errors", "Rounds that failed and were skipped.", "where");
  }

  private static Counter counter(
      CollectorRegistry registry, String name, String help, String... labels) {
    return Counter.build("failover_" + name + "_total", help).labelNames(labels).register(registry);
  }

  @Override
  public void observed(Observation seen) {
    String endpoint = seen.endpoint().toString();
    if (seen.depth() == Depth.DEEP) {
      deepProbes.labels(endpoint, seen.outcome().label()).inc();
      return;
    }
    probes.labels(endpoint, seen.outcome().label()).inc();
    if (seen.outcome() instanceof Outcome.Healthy h) {
      roundTrips.labels(endpoint).observe(h.roundTrip().toNanos() / NANOS);
    }
  }

  @Override
  public void turned(EndpointId endpoint, Standing to) {
    verdicts.labels(endpoint.toString(), to.name()).inc();
  }

  @Override
  public void abstaining(boolean is) {
    abstains.set(is ? 1 : 0);
  }

  @Override
  public void cast(boolean taken, Duration took) {
    ballots.labels(Boolean.toString(taken)).inc();
    if (taken) {
      commits.observe(took.toNanos() / NANOS);
    }
  }

  @Override
  public void alerts(List<Alert.Name> raised) {
    for (Alert.Name name : Alert.Name.values()) {
      alerts.labels(name.name()).set(raised.contains(name) ? 1 : 0);
    }
  }

  /** Shows what is wrong with publishing, as it is whenever somebody asks for the metrics. */
  public void publishAlerts(Supplier<List<PublishAlert>> raised) {
    for (PublishAlert.Name name : PublishAlert.Name.values()) {
      var _ =
          alerts.setChild(
              new Gauge.Child() {
                @Override
                public double get() {
                  return raised.get().stream().anyMatch(alert -> alert.name() == name) ? 1 : 0;
                }
              },
              name.name());
    }
  }

  @Override
  public void held(ChangeGuard.Why why) {
    holds.labels(why.name()).inc();
  }

  @Override
  public void published(Publisher.Result result, Plan plan) {
    publishes.labels(result.getClass().getSimpleName().toLowerCase(Locale.ROOT)).inc();
    if (result instanceof Publisher.Result.Published) {
      serving(plan);
    }
  }

  /** Shows {@code plan} as the one in service; also the one that the process starts with. */
  public void serving(Plan plan) {
    generation.set((double) plan.generation());
    plan.endpoints()
        .forEach(planned ->
            effectiveWeight
                .labels(planned.endpoint().id().toString())
                .set(planned.effective().value()));
  }

  @Override
  public void took(Stage stage, Duration time) {
    stages.labels(label(stage)).observe(time.toNanos() / NANOS);
    if (time.compareTo(stage.budget()) > 0) {
      breaches.labels(label(stage)).inc();
    }
  }

  private static String label(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void failed(Exception e) {
    failures.labels("control").inc();
  }

  public void notJournalled() {
    failures.labels("journal").inc();
  }

  public void notRemembered() {
    failures.labels("plan_file").inc();
  }

  /** Told by every thread that answers, so it looks nothing up by a text. */
  public void guarded(Measure measure) {
    Objects.requireNonNull(measures.get(measure)).inc();
  }

  public void secretsNotTakenUp() {
    failures.labels("cookie_secrets").inc();
  }

  public void queried(Transport transport, String rcode) {
    // For each query, so without making the label anew.
    Map<String, Counter.Child> counts =
        transport == Transport.UDP ? queriesOverUdp : queriesOverTcp;
    Counter.Child count = counts.get(rcode);
    if (count == null) {
      count = queries.labels(transport.name().toLowerCase(Locale.ROOT), rcode);
      counts.put(rcode, count);
    }
    count.inc();
  }

  /** What became of the latest reading of the zone. */
  public void zone(ZoneKeeper.Outcome outcome) {
    zoneRefused.set(outcome instanceof ZoneKeeper.Outcome.Refused ? 1 : 0);
    zoneLoads
        .labels(
            switch (outcome) {
              case ZoneKeeper.Outcome.Served served -> "served";
              case ZoneKeeper.Outcome.Refused refused -> "refused";
            })
        .inc();
  }
}
