package io.eightnines.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every device does, the fake one included. */
class DeviceContractTest {

  static Stream<Device> sound() {
    return Stream.of(
        new FakeDevice("fake", 7),
        new CharacterDevice("random", Path.of("/dev/random")),
        CharacterDevice.usual("usual").getLast());
  }

  static Stream<Device> dead() {
    FakeDevice fake = new FakeDevice("fake", 7);
    fake.behave(FakeDevice.Behaviour.DEAD);
    return Stream.of(
        fake,
        new CharacterDevice("absent", Path.of("/dev/no-such-device")),
        new CharacterDevice("empty", Path.of("/dev/null")));
  }

  @ParameterizedTest
  @MethodSource("sound")
  void a_sound_device_gives_at_least_one_byte_and_at_most_as_many_as_asked(Device device)
      throws Exception {
    assertThat(device.read(1)).hasSize(1);
    assertThat(device.read(4096).length).isBetween(1, 4096);
  }

  @ParameterizedTest
  @MethodSource("sound")
  void a_sound_device_gives_other_bytes_each_time(Device device) throws Exception {
    assertThat(device.read(32)).isNotEqualTo(device.read(32));
  }

  @ParameterizedTest
  @MethodSource("sound")
  void a_device_has_a_name_and_a_model(Device device) {
    assertThat(device.id()).isNotBlank();
    assertThat(device.model()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("dead")
  void a_dead_device_says_so(Device device) {
    assertThatThrownBy(() -> device.read(1)).isInstanceOf(IOException.class);
  }

  @Test
  void short_reads_are_allowed() throws Exception {
    FakeDevice device = new FakeDevice("fake", 7);
    device.behave(FakeDevice.Behaviour.SHORT);

    assertThat(device.read(4096)).hasSize(1);
  }
}
