package io.eightnines.client.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Sends requests to whichever endpoint answers, within the request's own deadline.
 *
 * <p>Safe for use by many threads. Close it to end its threads and connections.
 */
public final class ResilientChannel implements AutoCloseable {
  /** How many lanes must have answered before a channel counts as warm. */
  private static final int WARM_LANES = 2;

  /** What a channel stands on; tests replace it all with virtual time and scripted lanes. */
  record Wiring(
      ChannelPolicy policy, Transport transport, Scheduler scheduler, RandomGenerator random) {}

  private final Wiring wiring;
  private final Lanes lanes;
  private final Runnable onClose;
  private final CompletableFuture<Void> warm = new CompletableFuture<>();
  private int lanesThatAnswered;

  ResilientChannel(Wiring wiring, List<Endpoint> endpoints, Runnable onClose) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("endpoints is empty, expected at least one");
    }
    if (endpoints.stream().map(Endpoint::name).distinct().count() < endpoints.size()) {
      throw new IllegalArgumentException("endpoints share a name, expected each name once");
    }
    this.wiring = wiring;
    this.onClose = onClose;
    int needed = Math.min(WARM_LANES, endpoints.size());
    List<Lane> made = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      made.add(
          new Lane(
              endpoint,
              wiring.policy().probe(),
              wiring.transport(),
              wiring.scheduler(),
              () -> laneAnswered(needed)));
    }
    this.lanes = new Lanes(made, wiring.policy().budget());
  }

  /** Opens a channel and begins to warm its lanes. */
  public static ResilientChannel open(List<Endpoint> endpoints, ChannelPolicy policy) {
    return open(endpoints, policy, ApacheTransport.overSystemTrust());
  }

  /** Opens a channel over a transport of the caller's, which the channel closes in the end. */
  public static ResilientChannel open(
      List<Endpoint> endpoints, ChannelPolicy policy, Transport transport) {
    ThreadScheduler scheduler = new ThreadScheduler("eightnines-channel");
    ResilientChannel channel =
        new ResilientChannel(
            new Wiring(policy, transport, scheduler, RandomGenerator.getDefault()),
            endpoints,
            scheduler::close);
    channel.start();
    return channel;
  }

  void start() {
    for (Lane lane : lanes.all()) {
      wiring.scheduler().schedule(Duration.ZERO, lane::probe);
    }
  }

  private void laneAnswered(int needed) {
    if (++lanesThatAnswered == needed) {
      warm.complete(null);
    }
  }

  /**
   * Done once two lanes (or the only one) have answered. A channel may be used before that.
   *
   * <p>Like the future of {@link #send}, it completes on the channel's own thread: a dependent
   * stage that may block must be an {@code …Async} one.
   */
  public CompletableFuture<Void> warm() {
    return warm.copy();
  }

  /**
   * Sends a request.
   *
   * @param request safe to repeat: several endpoints may see it
   * @param within the time to an answer, 10 ms to 60 s
   * @return the reply, never an exception: that nobody answered is a reply too
   * @throws IllegalArgumentException if the time is out of range
   */
  public CompletableFuture<Reply> send(Request request, Duration within) {
    if (within.toMillis() < 10 || within.toSeconds() > 60) {
      throw new IllegalArgumentException("within is " + within + ", expected 10 ms to 60 s");
    }
    CompletableFuture<Reply> promise = new CompletableFuture<>();
    long deadlineNanos = wiring.scheduler().nanos() + within.toNanos();
    Call call = new Call(wiring, lanes, request, deadlineNanos, promise);
    wiring.scheduler().schedule(Duration.ZERO, call::start);
    return promise;
  }

  /** The state of the lanes now. */
  public CompletableFuture<ChannelSnapshot> snapshot() {
    CompletableFuture<ChannelSnapshot> promise = new CompletableFuture<>();
    wiring.scheduler().schedule(Duration.ZERO, () -> promise.complete(lanes.snapshot()));
    return promise;
  }

  /** Ends probes and connections; requests still under way get no reply. */
  @Override
  public void close() {
    onClose.run();
    wiring.transport().close();
  }
}
