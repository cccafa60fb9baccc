package io.eightnines.gateway.metric;

import io.eightnines.gateway.device.DeviceReading;
import io.eightnines.gateway.entropy.Feed;
import io.eightnines.gateway.health.HealthMonitor;
import io.eightnines.gateway.ledger.IssueOutcome;
import io.eightnines.gateway.reload.ConfigurationKeeper;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/** What happened, counted and timed where it happens. */
public final class GatewayMetrics implements Feed.Observer {

  /** From a tenth of the fastest flush to the longest deadline worth waiting for, in seconds. */
  private static final double[] SECONDS = {
    .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5
  };

  private static final double NANOS_PER_SECOND = 1e9;

  private final Counter draws;
  private final Histogram issue;
  private final Counter reads;
  private final Counter failures;
  private final Counter discarded;
  private final Gauge refused;
  private final Histogram commits;
  private final Histogram batches;

  /** Registers the figures. */
  public GatewayMetrics(CollectorRegistry registry) {
    this.draws =
        Counter.build("eightnines_draws_total", "Requests for a draw, by outcome.")
            .labelNames("outcome")
            .register(registry);
    this.issue =
        Histogram.build("eightnines_issue_seconds", "From request read to outcome known.")
            .buckets(SECONDS)
            .register(registry);
    this.reads =
        Counter.build("eightnines_device_reads_total", "Readings of devices, by outcome.")
            .labelNames("device", "outcome")
            .register(registry);
    this.failures =
        Counter.build("eightnines_generator_failures_total", "Health tests that failed.")
            .labelNames("device", "test")
            .register(registry);
    this.discarded =
        Counter.build(
                "eightnines_pool_discarded_bytes_total",
                "Unused random bytes thrown away because a generator of theirs failed a test.")
            .labelNames("device")
            .register(registry);
    this.refused =
        Gauge.build(
                "eightnines_configuration_refused",
                "1 while the file says something that was refused, so that what it said before goes"
                    + " on.")
            .register(registry);
    this.commits =
        Histogram.build("eightnines_ledger_commit_seconds", "Flushing of one transaction.")
            .buckets(SECONDS)
            .register(registry);
    this.batches =
        Histogram.build("eightnines_ledger_batch_requests", "Requests in one transaction.")
            .buckets(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);
  }

  /** A request for a draw came to an end. */
  public void issued(IssueOutcome outcome, long nanos) {
    draws.labels(name(outcome)).inc();
    issue.observe(nanos / NANOS_PER_SECOND);
  }

  @Override
  public void read(String device, DeviceReading reading) {
    String outcome =
        switch (reading) {
          case DeviceReading.Fresh _ -> "fresh";
          case DeviceReading.LeftAlone _ -> "left-alone";
          case DeviceReading.Failed _ -> "failed";
        };
    reads.labels(device, outcome).inc();
  }

  @Override
  public void judged(String device, HealthMonitor.Verdict verdict) {
    if (verdict instanceof HealthMonitor.Failed failed) {
      failures.labels(device, failed.failure().test().word()).inc();
    }
  }

  @Override
  public void discarded(String device, int bytes) {
    discarded.labels(device).inc(bytes);
  }

  /** A changed configuration was taken over or refused. */
  public void reloaded(ConfigurationKeeper.Outcome outcome) {
    refused.set(outcome instanceof ConfigurationKeeper.Outcome.Refused ? 1 : 0);
  }

  /** The ledger wrote one transaction. */
  public void committed(int requests, long nanos) {
    commits.observe(nanos / NANOS_PER_SECOND);
    batches.observe(requests);
  }

  private static String name(IssueOutcome outcome) {
    return switch (outcome) {
      case IssueOutcome.Issued _ -> "issued";
      case IssueOutcome.Reissued _ -> "reissued";
      case IssueOutcome.Conflict _ -> "conflict";
      case IssueOutcome.UnknownPrevious _ -> "unknown-previous";
      case IssueOutcome.EntropyExhausted _ -> "entropy-exhausted";
      case IssueOutcome.DiskFull _ -> "disk-full";
      case IssueOutcome.DeadlinePassed _ -> "deadline-passed";
      case IssueOutcome.QueueFull _ -> "queue-full";
      case IssueOutcome.Unavailable _ -> "unavailable";
    };
  }
}
