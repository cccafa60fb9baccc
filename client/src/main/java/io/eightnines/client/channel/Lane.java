package io.eightnines.client.channel;

import io.eightnines.client.channel.LaneHealth.Evidence;
import io.eightnines.client.draw.DrawProtocol;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One endpoint with what is known of it; probes it for as long as the channel is open. */
final class Lane {
  private static final System.Logger LOG = System.getLogger(Lane.class.getName());

  final Endpoint endpoint;
  final Latencies latencies = new Latencies();

  private final ChannelPolicy.Probe policy;
  private final Transport transport;
  private final Scheduler scheduler;
  private final Runnable onFirstSuccess;

  private LaneHealth health = LaneHealth.initial();
  private boolean everAnswered;
  private long attempts;
  private long failures;
  private int probeNumber;
  private Scheduler.@Nullable Task nextProbe;

  Lane(
      Endpoint endpoint,
      ChannelPolicy.Probe policy,
      Transport transport,
      Scheduler scheduler,
      Runnable onFirstSuccess) {
    this.endpoint = endpoint;
    this.policy = policy;
    this.transport = transport;
    this.scheduler = scheduler;
    this.onFirstSuccess = onFirstSuccess;
  }

  boolean isFit() {
    return health.fit();
  }

  /** Whether it is known to be down, and not merely slow. */
  boolean isDown() {
    return !health.fit() && health.proven();
  }

  void countAttempt() {
    attempts++;
  }

  ChannelSnapshot.Lane snapshot() {
    return new ChannelSnapshot.Lane(
        endpoint.name(), health.fit(), latencies.p95(), attempts, failures);
  }

  /** Takes an attempt's end as evidence. */
  void observe(Outcome outcome) {
    observe(evidence(outcome));
  }

  /** Takes evidence; a lane that becomes suspect loses its connections and is probed sooner. */
  void observe(Evidence evidence) {
    boolean wasFit = health.fit();
    health = health.after(evidence);
    if (evidence == Evidence.SUCCESS) {
      if (!everAnswered) {
        everAnswered = true;
        onFirstSuccess.run();
      }
    } else {
      failures++;
    }
    if (wasFit && !health.fit()) {
      LOG.log(System.Logger.Level.WARNING, "{0} is suspect: {1}", endpoint.name(), evidence);
      transport.dropConnections(endpoint);
      scheduleProbe();
    } else if (!wasFit && health.fit()) {
      LOG.log(System.Logger.Level.INFO, "{0} is fit again", endpoint.name());
    }
  }

  /** Probes now and from now on. */
  void probe() {
    int number = ++probeNumber;
    Transport.Exchange exchange =
        transport.start(
            endpoint,
            Request.get(policy.path()),
            policy.timeout(),
            outcome -> scheduler.schedule(Duration.ZERO, () -> probed(number, outcome)));
    nextProbe =
        scheduler.schedule(
            policy.timeout(),
            () -> {
              exchange.cancel();
              probed(number, new Outcome.TimedOut());
            });
  }

  private void probed(int number, Outcome outcome) {
    if (number != probeNumber) {
      return; // a later probe has taken over
    }
    observe(
        outcome instanceof Outcome.Answered a ? probeEvidence(a.response()) : evidence(outcome));
    scheduleProbe();
  }

  private void scheduleProbe() {
    probeNumber++;
    if (nextProbe != null) {
      nextProbe.cancel();
    }
    nextProbe =
        scheduler.schedule(health.fit() ? policy.everyFit() : policy.everySuspect(), this::probe);
  }

  private static Evidence probeEvidence(Response response) {
    boolean good = response.status() >= 200 && response.status() < 300;
    return good ? Evidence.SUCCESS : serverError(response);
  }

  private static Evidence evidence(Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      return answered.response().isServerError()
          ? serverError(answered.response())
          : Evidence.SUCCESS;
    }
    if (outcome instanceof Outcome.Unconnected) {
      return Evidence.UNCONNECTED;
    }
    return outcome instanceof Outcome.Broken ? Evidence.BROKEN : Evidence.TIMED_OUT;
  }

  private static Evidence serverError(Response response) {
    return response.header(DrawProtocol.STATE).isPresent()
        ? Evidence.DRAINING
        : Evidence.SERVER_ERROR;
  }
}
