package io.eightnines.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.eightnines.gateway.entropy.Feed;
import io.eightnines.gateway.entropy.Generator;
import io.eightnines.gateway.entropy.PoolBits;
import io.eightnines.gateway.health.HealthState;
import io.eightnines.gateway.metric.GatewayMetrics;
import io.eightnines.gateway.settings.DeviceSettings;
import io.eightnines.gateway.settings.HealthSettings;
import io.eightnines.gateway.settings.PoolSettings;
import io.eightnines.gateway.settings.SourceSettings;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from devices to the pool, with simulators whose faults are switched. */
class SupplyTest {

  private static final PoolSettings SETTINGS =
      new PoolSettings(DataSize.kibibytes(512), DataSize.bytes(512), 2);

  @TempDir private Path folder;

  private final CollectorRegistry registry = new CollectorRegistry();
  private Supply supply = supplyOf(List.of());

  @AfterEach
  void stop() throws Exception {
    supply.mixer().stop();
    supply.generators().stop();
  }

  @Test
  void every_block_is_mixed_of_two_generators_that_are_healthy() throws Exception {
    start(List.of(device("a"), device("b")));

    await(() -> supply.pool().size() > 0);

    assertThat(taken()).extracting(Generator::id).containsExactly("a", "b");
    assertThat(states()).containsExactly(HealthState.HEALTHY, HealthState.HEALTHY);
  }

  @Test
  void while_one_of_two_is_dead_no_bits_are_made() throws Exception {
    fault("b", "dead");
    start(List.of(device("a"), device("b")));

    await(() -> states().getFirst() == HealthState.HEALTHY && reads("b", "failed") > 3);
    assertThat(supply.pool().size()).isZero();
    assertThat(states().getLast()).isEqualTo(HealthState.STARTING);

    fault("b", "sound");
    await(() -> supply.pool().size() > 0);
  }

  @Test
  void a_generator_alone_in_its_site_suffices() throws Exception {
    start(List.of(device("a")));

    await(() -> supply.pool().size() > 0);

    assertThat(taken()).extracting(Generator::id).containsExactly("a");
  }

  @Test
  void one_that_sticks_is_out_its_bits_are_gone_and_it_returns_when_it_is_sound() throws Exception {
    start(List.of(device("a"), device("b"), device("c")));
    await(() -> supply.pool().size() == supply.pool().capacity());

    fault("b", "stuck");
    await(() -> states().get(1) == HealthState.QUARANTINED);
    await(() -> discarded("b") > 0);

    // What is made from now on is of the others.
    await(() -> supply.pool().size() > 0);
    for (int i = 0; i < 100; i++) {
      await(() -> supply.pool().size() > 0);
      assertThat(taken()).extracting(Generator::id).containsExactly("a", "c");
    }
    assertThat(failures("b", "repetition-count")).isPositive();
    assertThat(supply.generators().feeds().get(1).view().lastFailure()).isPresent();

    fault("b", "sound");
    await(() -> states().get(1) == HealthState.HEALTHY);
  }

  @Test
  void one_that_leans_is_out_and_stays_out() throws Exception {
    start(List.of(device("a"), device("b")));
    await(() -> supply.pool().size() > 0);

    fault("b", "biased 0.6");
    // The pool is drained so that noise is wanted.
    await(() -> {
      supply.pool().take(8);
      return states().getLast() == HealthState.QUARANTINED;
    });

    await(() -> failures("b", "bit-proportion") >= 5);
    assertThat(states().getLast()).isEqualTo(HealthState.QUARANTINED);
    assertThat(supply.pool().size()).isZero();
  }

  @Test
  void what_one_gave_before_it_was_out_of_reach_goes_with_it_when_it_fails() throws Exception {
    start(List.of(device("a"), device("b")));
    await(() -> supply.pool().size() == supply.pool().capacity());
    fault("b", "dead");
    await(() -> states().getLast() == HealthState.STARTING);
    assertThat(supply.pool().size()).isEqualTo(supply.pool().capacity());
    fault("b", "sound");
    await(() -> states().getLast() == HealthState.HEALTHY);

    fault("b", "stuck");

    await(() -> states().getLast() == HealthState.QUARANTINED);
    await(() -> supply.pool().size() == 0);
  }

  @Test
  void an_idle_generator_is_still_watched() throws Exception {
    start(List.of(device("a")));
    await(() -> supply.pool().size() == supply.pool().capacity());

    fault("a", "alternating");

    await(() -> states().getFirst() == HealthState.QUARANTINED);
    await(() -> supply.pool().size() == 0);
  }

  @Test
  void generators_come_go_and_change_places_while_bits_are_drawn() throws Exception {
    start(List.of(device("a"), device("b")));
    await(() -> supply.pool().size() == supply.pool().capacity());
    Feed b = supply.generators().feeds().getLast();

    supply.generators().apply(List.of(device("c"), device("b")));

    assertThat(supply.pool().size()).isEqualTo(supply.pool().capacity());
    assertThat(supply.generators().feeds().getLast()).isSameAs(b);
    // First what was mixed before, then of the new ones, and never a gap.
    for (boolean isNew = false; !isNew; ) {
      List<Generator> of = taken();
      isNew = of.stream().anyMatch(generator -> generator.id().equals("c"));
      assertThat(of).hasSizeBetween(2, 3);
    }

    supply.generators().apply(List.of(device("b"), device("c")));
    assertThat(supply.generators().feeds().getFirst()).isSameAs(b);
  }

  /** The generators of eight bytes taken as a draw takes them, which must be there. */
  private List<Generator> taken() {
    PoolBits bits = new PoolBits(supply.pool());
    bits.next(1);
    return List.copyOf(bits.generators());
  }

  private void start(List<DeviceSettings> devices) throws Exception {
    supply = supplyOf(devices);
    supply.generators().start();
    supply.mixer().start();
  }

  private Supply supplyOf(List<DeviceSettings> devices) {
    registry.clear();
    return new Supply(
        SETTINGS,
        devices,
        new Supply.Clocks(System::nanoTime, InstantSource.system()),
        new Supply.Told(new GatewayMetrics(registry), () -> {}));
  }

  private DeviceSettings device(String id) {
    return new DeviceSettings(
        id,
        Optional.empty(),
        new SourceSettings.Simulator(Optional.of(folder.resolve(id).toString())),
        Duration.seconds(5),
        HealthSettings.DEFAULT);
  }

  private void fault(String id, String fault) throws IOException {
    // In one step, so that no half a line is read.
    Path next = Files.writeString(folder.resolve("next"), fault + "\n");
    Files.move(next, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<HealthState> states() {
    return supply.generators().feeds().stream().map(feed -> feed.view().state()).toList();
  }

  private double failures(String id, String test) {
    return value(
        "eightnines_generator_failures_total",
        new String[] {"device", "test"},
        new String[] {id, test});
  }

  private double discarded(String id) {
    return value(
        "eightnines_pool_discarded_bytes_total", new String[] {"device"}, new String[] {id});
  }

  private double reads(String id, String outcome) {
    return value(
        "eightnines_device_reads_total",
        new String[] {"device", "outcome"},
        new String[] {id, outcome});
  }

  private double value(String name, String[] labels, String[] values) {
    Double value = registry.getSampleValue(name, labels, values);
    return value == null ? 0 : value;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 6000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("not within a minute");
  }
}
