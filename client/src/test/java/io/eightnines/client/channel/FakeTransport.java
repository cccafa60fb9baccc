package io.eightnines.client.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A transport on virtual time, whose endpoints do as they are told. */
final class FakeTransport implements Transport {
  /** What an endpoint does with a request: its outcome, and when. */
  record Behaviour(Outcome outcome, Duration after) {
    static Behaviour answers(int status, int afterMillis) {
      return new Behaviour(
          new Outcome.Answered(new Response(status, Map.of(), new byte[0])),
          Duration.ofMillis(afterMillis));
    }

    static Behaviour drains() {
      return new Behaviour(
          new Outcome.Answered(
              new Response(503, Map.of("eightnines-state", "draining"), new byte[0])),
          Duration.ofMillis(1));
    }

    static Behaviour refuses() {
      return new Behaviour(new Outcome.Unconnected("refused"), Duration.ofMillis(1));
    }

    static Behaviour breaks() {
      return new Behaviour(new Outcome.Broken("reset"), Duration.ofMillis(1));
    }

    static Behaviour isSilent() {
      return new Behaviour(new Outcome.TimedOut(), Duration.ofDays(1));
    }
  }

  private final Scheduler scheduler;
  private final Map<String, Behaviour> behaviours = new HashMap<>();
  private final Map<String, Integer> requests = new HashMap<>();
  private final Map<String, Integer> probes = new HashMap<>();
  private final Map<String, Integer> drops = new HashMap<>();
  private Request last = Request.get("/");

  FakeTransport(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void tell(String endpoint, Behaviour behaviour) {
    behaviours.put(endpoint, behaviour);
  }

  int requests(String endpoint) {
    return requests.getOrDefault(endpoint, 0);
  }

  int allRequests() {
    return requests.values().stream().mapToInt(Integer::intValue).sum();
  }

  int probes(String endpoint) {
    return probes.getOrDefault(endpoint, 0);
  }

  int drops(String endpoint) {
    return drops.getOrDefault(endpoint, 0);
  }

  Request lastRequest() {
    return last;
  }

  @Override
  public Exchange start(
      Endpoint endpoint, Request request, Duration timeout, Consumer<Outcome> done) {
    boolean probe = request.path().startsWith("/health");
    (probe ? probes : requests).merge(endpoint.name(), 1, Integer::sum);
    if (!probe) {
      last = request;
    }
    Behaviour behaviour = behaviours.getOrDefault(endpoint.name(), Behaviour.answers(200, 5));
    boolean late = behaviour.after().compareTo(timeout) > 0;
    AtomicBoolean cancelled = new AtomicBoolean();
    scheduler.schedule(
        late ? timeout : behaviour.after(),
        () -> {
          if (!cancelled.get()) {
            done.accept(late ? new Outcome.TimedOut() : behaviour.outcome());
          }
        });
    return () -> cancelled.set(true);
  }

  @Override
  public void dropConnections(Endpoint endpoint) {
    drops.merge(endpoint.name(), 1, Integer::sum);
  }

  @Override
  public void close() {}
}
