package io.eightnines.gateway.entropy;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.gateway.settings.DeviceSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generators of this site, which come and go with the configuration while draws are made. One
 * whose settings have not changed goes on untouched, wherever in the list it now stands.
 */
public final class Generators implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(Generators.class);

  /** One generator at work, and the settings it was made from. */
  private record Running(DeviceSettings settings, Feed feed) {}

  private final int mixed;
  private final List<DeviceSettings> first;
  private final Function<DeviceSettings, Feed> maker;
  private final AtomicReference<List<Running>> running = new AtomicReference<>(List.of());

  /**
   * None yet.
   *
   * @param mixed how many generators are needed for each block, where there are so many
   * @param first those to begin with
   */
  public Generators(int mixed, List<DeviceSettings> first, Function<DeviceSettings, Feed> maker) {
    this.mixed = mixed;
    this.first = List.copyOf(first);
    this.maker = maker;
  }

  /** The feeds, in the order of the configuration. */
  public List<Feed> feeds() {
    return running.get().stream().map(Running::feed).toList();
  }

  /** How many of them each block needs. */
  int needed() {
    return Math.min(mixed, running.get().size());
  }

  @Override
  public void start() throws InterruptedException {
    apply(first);
  }

  /**
   * Makes these the generators: starts the new ones, then ends those that are no longer named. One
   * change at a time, hence the lock; nobody else takes it.
   */
  public synchronized void apply(List<DeviceSettings> wanted) throws InterruptedException {
    Map<DeviceSettings, Running> before = new LinkedHashMap<>();
    running.get().forEach(each -> before.put(each.settings(), each));
    List<Running> now = new ArrayList<>();
    for (DeviceSettings settings : wanted) {
      Running kept = before.remove(settings);
      now.add(kept == null ? begun(settings) : kept);
    }
    running.set(List.copyOf(now));
    for (Running gone : before.values()) {
      LOG.info("generator {} is no longer used", gone.settings().id());
      gone.feed().stop();
    }
  }

  private Running begun(DeviceSettings settings) {
    LOG.info("generator {} is started", settings.id());
    Feed feed = maker.apply(settings);
    feed.start();
    return new Running(settings, feed);
  }

  @Override
  public void stop() throws InterruptedException {
    apply(List.of());
  }
}
