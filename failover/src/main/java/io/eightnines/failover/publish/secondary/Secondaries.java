package io.eightnines.failover.publish.secondary;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.failover.dns.transfer.Secondary;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.PublishAlert;
import io.eightnines.time.Clocks;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/** All secondaries, each watched on a thread of its own: none waits for another. */
public final class Secondaries implements Managed, Consumer<Plan> {
  /**
   * What holds for all of them.
   *
   * @param from the address that they know this server by
   * @param visibleWithin after which one that serves an older serial number lags
   */
  public record Terms(Name zone, InetAddress from, Duration visibleWithin) {}

  private static final Duration STOP = Duration.ofSeconds(1);

  private final List<SecondaryWatch> watches;
  private final List<Thread> threads = new ArrayList<>();

  /** Makes a watch for each; nothing is asked over the network. */
  public static Secondaries open(
      List<Secondary> all,
      Terms terms,
      Supplier<SOARecord> authority,
      SecondaryTelemetry telemetry,
      Clocks clocks) {
    return new Secondaries(
        all.stream()
            .map(each ->
                new SecondaryWatch(
                    new SecondaryWatch.Subject(each.name(), at(each), terms.visibleWithin()),
                    new DnsSecondary(each, terms.zone(), terms.from()),
                    authority,
                    telemetry,
                    clocks))
            .toList());
  }

  private static String at(Secondary each) {
    return each.address().getAddress().getHostAddress() + "#" + each.address().getPort();
  }

  public Secondaries(List<SecondaryWatch> watches) {
    this.watches = List.copyOf(watches);
  }

  public List<SecondaryWatch> watches() {
    return watches;
  }

  public List<PublishAlert> alerts(Instant now) {
    return watches.stream()
        .flatMap(watch ->
            PublishAlert.of("secondary " + watch.subject().name(), watch.view(), now).stream())
        .toList();
  }

  @Override
  public void accept(Plan plan) {
    watches.forEach(SecondaryWatch::changed);
  }

  @Override
  public void start() {
    for (SecondaryWatch watch : watches) {
      threads.add(
          Thread.ofPlatform()
              .name("secondary-" + watch.subject().name())
              .daemon()
              .start(watch::run));
    }
  }

  @Override
  public void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      var _ = thread.join(STOP);
    }
  }
}
