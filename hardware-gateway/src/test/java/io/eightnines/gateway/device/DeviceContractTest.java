package io.eightnines.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every device does, the fake one included. */
class DeviceContractTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String OTHER_PIN = "0".repeat(64);

  private static @Nullable Appliance appliance;

  @BeforeAll
  static void start() throws Exception {
    appliance = new Appliance();
  }

  @AfterAll
  static void stop() {
    appliance().close();
  }

  static Stream<Device> sound() throws Exception {
    return Stream.of(
        new FakeDevice("fake", 7),
        new CharacterDevice("random", "kernel", Path.of("/dev/random")),
        CharacterDevice.usual("usual", Optional.empty()).getLast(),
        new SimulatedDevice("simulator", new Random(7), Optional.empty()),
        http(appliance().plain("/noise?bytes={bytes}")),
        http(appliance().plain("/noise")),
        http(appliance().secure(appliance().pin())),
        tcp(appliance().plainStream()),
        tcp(appliance().secureStream(appliance().pin())));
  }

  static Stream<Device> dead() throws IOException {
    FakeDevice fake = new FakeDevice("fake", 7);
    fake.behave(FakeDevice.Behaviour.DEAD);
    return Stream.of(
        fake,
        new CharacterDevice("absent", "none", Path.of("/dev/no-such-device")),
        new CharacterDevice("empty", "none", Path.of("/dev/null")),
        http(appliance().plain("/noise/empty")),
        http(appliance().plain("/noise/refused")),
        http(appliance().plain("/elsewhere")),
        http(appliance().secure(OTHER_PIN)),
        tcp(appliance().secureStream(OTHER_PIN)),
        tcp(new TcpDevice.Place("127.0.0.1", closedPort(), Optional.empty())));
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

  @ParameterizedTest
  @MethodSource("dead")
  void a_dead_device_says_so_again(Device device) {
    assertThatThrownBy(() -> device.read(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> device.read(1)).isInstanceOf(IOException.class);
  }

  @Test
  void short_reads_are_allowed() throws Exception {
    FakeDevice device = new FakeDevice("fake", 7);
    device.behave(FakeDevice.Behaviour.SHORT);

    assertThat(device.read(4096)).hasSize(1);
  }

  @Test
  void another_certificate_than_the_pinned_one_is_named() {
    assertThatThrownBy(() -> http(appliance().secure(OTHER_PIN)).read(1))
        .hasStackTraceContaining("expected " + OTHER_PIN);
  }

  @Test
  void an_appliance_is_shown_the_authorization_as_it_now_stands_in_its_file(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("authorization"), Appliance.AUTHORIZATION + "\n");
    HttpDevice.Place place = appliance().plain("/noise");
    Device device =
        http(new HttpDevice.Place(place.url(), Optional.of(file), place.certificateSha256()));

    device.read(1);
    assertThat(appliance().authorization()).isEqualTo(Appliance.AUTHORIZATION);

    Files.writeString(file, "Bearer of more\n");
    device.read(1);
    assertThat(appliance().authorization()).isEqualTo("Bearer of more");
  }

  @Test
  void a_stream_that_was_cut_is_connected_anew() throws Exception {
    TcpDevice device = tcp(appliance().plainStream());
    device.read(10);

    device.close();

    assertThat(device.read(10)).isNotEmpty();
  }

  private static Appliance appliance() {
    return Objects.requireNonNull(appliance);
  }

  private static HttpDevice http(HttpDevice.Place place) {
    return new HttpDevice("http", "HTTP appliance", place, PATIENCE);
  }

  private static TcpDevice tcp(TcpDevice.Place place) {
    return new TcpDevice("tcp", "TCP stream", place, PATIENCE);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
