package io.eightnines.failover.publish;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.failover.plan.Plan;
import io.eightnines.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All providers that the service's name is published to, each alone on threads of its own: none
 * waits for another, and what puts a plan into service waits for none.
 */
public final class Publishing implements Managed, Consumer<Plan> {
  /** One provider, and the name servers that it is read back from. */
  public record Line(PublisherWorker worker, List<ServerWatch> servers) {
    public Line {
      servers = List.copyOf(servers);
    }
  }

  /** A request under way is cut off at the stop: the next leader reads what became of it. */
  private static final Duration STOP = Duration.ofSeconds(1);

  private final List<Line> lines;
  private final Clocks clocks;
  private final List<Thread> threads = new ArrayList<>();

  public Publishing(List<Line> lines, Clocks clocks) {
    this.lines = List.copyOf(lines);
    this.clocks = clocks;
  }

  public List<Line> lines() {
    return lines;
  }

  public Optional<Line> find(String name) {
    return lines.stream().filter(line -> line.worker().name().equals(name)).findFirst();
  }

  @Override
  public void accept(Plan plan) {
    Committed committed = new Committed(plan, clocks.moment());
    lines.forEach(line -> line.worker().accept(committed));
  }

  public List<PublishAlert> alerts() {
    Instant now = clocks.wall().instant();
    List<PublishAlert> alerts = new ArrayList<>();
    for (Line line : lines) {
      PublishAlert.of(line.worker().view(), now).ifPresent(alerts::add);
      line.servers()
          .forEach(
              watch -> alerts.addAll(PublishAlert.of(line.worker().name(), watch.view(), now)));
    }
    return List.copyOf(alerts);
  }

  @Override
  public void start() {
    for (Line line : lines) {
      String name = "publisher-" + line.worker().name();
      start(name, line.worker()::run);
      line.servers().forEach(watch -> start(name + "-read-back", watch::run));
    }
  }

  private void start(String name, Runnable work) {
    threads.add(Thread.ofPlatform().name(name).daemon().start(work));
  }

  @Override
  public void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      var _ = thread.join(STOP);
    }
  }
}
