package io.eightnines.runbooks.drill;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.gateway.health.HealthMonitor;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A device that goes bad is out and named, its site goes on without it, and it is used again only
 * once it has passed its start-up tests.
 */
final class Quarantine implements Observation {
  static final String OUT = "fault_to_out";

  private static final String BACK = "mending_to_healthy";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration WHILE_BAD = Duration.ofSeconds(3);

  /** What a fleet's gateways read at once, which is the default. */
  private static final int CHUNK_BYTES = 512;

  private final Scene scene;
  private final Expectation.DeviceOut expected;
  private final Member gateway;
  private final String device;

  Quarantine(Scene scene, Expectation.DeviceOut expected) {
    this.scene = scene;
    this.expected = expected;
    this.gateway = scene.cast().gateways().getFirst();
    this.device = scene.fleet().layout().devices(gateway.name()).getFirst();
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    boolean out = Scene.await(LIMIT, () -> is("quarantined"));
    long took = System.nanoTime() - scene.fault();
    Instant from = Instant.now();
    if (out) {
      scene.notes().measured(OUT, took);
    }
    scene.note(
        "the device is out and named in /health/deep",
        out,
        device + " is not within " + expected.within());
    scene.note("the device is named in the metrics", metric("quarantined") == 1, device);
    scene.tell(device + " out after " + Scene.millis(out, took));
    boolean returned = Scene.await(WHILE_BAD, () -> is("healthy"));
    scene.note("it stays out while it is bad", !returned, device);
    Instant until = Instant.now();
    comesBack();
    drawnWithout(from, until);
    return Map.of();
  }

  private void comesBack() throws IOException, InterruptedException {
    double before = reads();
    long mending = System.nanoTime();
    scene.mend();
    boolean back = Scene.await(LIMIT, () -> is("healthy"));
    long took = System.nanoTime() - mending;
    double samples = (reads() - before) * CHUNK_BYTES;
    if (back) {
      scene.notes().measured(BACK, took);
    }
    scene.note("it comes back after its mending", back, device);
    scene.note(
        "it came back through its start-up tests",
        samples >= HealthMonitor.Rules.DEFAULT.returnSamples(),
        "after " + samples + " samples");
    scene.note("the metrics say so", metric("healthy") == 1, device);
    scene.tell("back " + Scene.millis(back, took) + " after its mending");
  }

  /** What the site drew while it knew that the device was bad. */
  private void drawnWithout(Instant from, Instant until) {
    int drawn = 0;
    int named = 0;
    for (byte[] bytes : scene.stage().client().issued().all().values()) {
      if (DrawReader.read(bytes) instanceof DrawReader.Read(Draw draw)
          && draw.outcome().issuedAt().isAfter(from)
          && draw.outcome().issuedAt().isBefore(until)) {
        List<String> of =
            draw.outcome().generators().stream().map(generator -> generator.id()).toList();
        drawn += of.stream().anyMatch(this::isOfThisSite) ? 1 : 0;
        named += of.contains(device) ? 1 : 0;
      }
    }
    scene.note("its site went on with the others", drawn > 0, "no draw of " + gateway.name());
    scene.note("no draw is of a device that is out", named == 0, named + " are of " + device);
    scene.tell(drawn + " draws of its site without it");
  }

  private boolean isOfThisSite(String generator) {
    return scene.fleet().layout().devices(gateway.name()).contains(generator);
  }

  private boolean is(String health) {
    try {
      return health.equals(scene.fleet().gatewayStatus(gateway).devices().get(device));
    } catch (IOException silent) {
      return false;
    }
  }

  private double metric(String state) throws IOException {
    return scene
        .fleet()
        .metric(
            gateway,
            "eightnines_generator_health{device=\"%s\",state=\"%s\",}".formatted(device, state));
  }

  private double reads() throws IOException {
    return scene
        .fleet()
        .metric(
            gateway,
            "eightnines_device_reads_total{device=\"%s\",outcome=\"fresh\",}".formatted(device));
  }
}
