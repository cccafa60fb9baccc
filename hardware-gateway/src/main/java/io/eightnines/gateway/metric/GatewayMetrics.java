package io.eightnines.gateway.metric;

import io.eightnines.gateway.device.DeviceReading;
import io.eightnines.gateway.ledger.IssueOutcome;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;

/** What happened, counted and timed where it happens. */
public final class GatewayMetrics {

  /** From a tenth of the fastest flush to the longest deadline worth waiting for, in seconds. */
  private static final double[] SECONDS = {
    .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5
  };

  private static final double NANOS_PER_SECOND = 1e9;

  private final Counter draws;
  private final Histogram issue;
  private final Counter reads;
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

  /** A device was read. */
  public void read(String device, DeviceReading reading) {
    String outcome =
        switch (reading) {
          case DeviceReading.Fresh _ -> "fresh";
          case DeviceReading.LeftAlone _ -> "left-alone";
          case DeviceReading.Failed _ -> "failed";
        };
    reads.labels(device, outcome).inc();
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
      case IssueOutcome.DeadlinePassed _ -> "deadline-passed";
      case IssueOutcome.QueueFull _ -> "queue-full";
      case IssueOutcome.Unavailable _ -> "unavailable";
    };
  }
}
