package io.eightnines.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuardedDeviceTest {

  /** 7 readings of 3 attempts each are the first to reach 20 attempts. */
  private static final int READINGS_TO_OPEN = 7;

  private final FakeDevice device = new FakeDevice("noise-1", 7);
  private final AtomicLong nanos = new AtomicLong();

  private final GuardedDevice guarded = guarded(Duration.ofSeconds(10));

  private GuardedDevice guarded(Duration reading) {
    return new GuardedDevice(
        device,
        new GuardedDevice.Patience(reading, Duration.ZERO),
        new GuardedDevice.Surroundings(
            nanos::get, () -> Instant.EPOCH.plusNanos(nanos.get()), new Random(7)));
  }

  @Test
  void a_sound_device_is_read_through_all_guards() {
    assertThat(guarded.read(64))
        .isInstanceOfSatisfying(
            DeviceReading.Fresh.class, fresh -> assertThat(fresh.bytes()).hasSize(64));
  }

  @Test
  void a_dead_device_is_tried_three_times_a_reading() {
    device.behave(FakeDevice.Behaviour.DEAD);

    assertThat(guarded.read(64)).isInstanceOf(DeviceReading.Failed.class);
    assertThat(device.reads()).isEqualTo(3);
  }

  @Test
  void a_device_that_goes_on_failing_is_left_alone() {
    open();

    assertThat(guarded.read(64)).isEqualTo(new DeviceReading.LeftAlone());
    assertThat(device.reads()).isEqualTo(20);
  }

  @Test
  void after_half_a_second_it_is_tried_again_and_comes_back() {
    open();
    device.behave(FakeDevice.Behaviour.SOUND);

    pass(Duration.ofMillis(499));
    assertThat(guarded.read(64)).isEqualTo(new DeviceReading.LeftAlone());
    pass(Duration.ofMillis(2));

    assertThat(guarded.read(64)).isInstanceOf(DeviceReading.Fresh.class);
  }

  @Test
  void each_failed_trial_doubles_the_time_it_is_left_alone() {
    open();
    pass(Duration.ofMillis(501));
    for (int i = 0; i < 2; i++) {
      guarded.read(64);
    }

    pass(Duration.ofMillis(501));
    assertThat(guarded.read(64)).isEqualTo(new DeviceReading.LeftAlone());
    pass(Duration.ofMillis(500));
    device.behave(FakeDevice.Behaviour.SOUND);

    assertThat(guarded.read(64)).isInstanceOf(DeviceReading.Fresh.class);
  }

  @Test
  void a_hung_device_costs_two_threads_and_no_more() {
    device.behave(FakeDevice.Behaviour.HUNG);
    GuardedDevice hung = guarded(Duration.ofMillis(20));

    for (int i = 0; i < READINGS_TO_OPEN; i++) {
      assertThat(hung.read(64)).isNotInstanceOf(DeviceReading.Fresh.class);
    }

    assertThat(device.reads()).isEqualTo(2);
    device.free();
  }

  private void open() {
    device.behave(FakeDevice.Behaviour.DEAD);
    for (int i = 0; i < READINGS_TO_OPEN; i++) {
      guarded.read(64);
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
