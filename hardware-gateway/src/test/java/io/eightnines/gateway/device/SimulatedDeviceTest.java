package io.eightnines.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedDeviceTest {

  @TempDir private Path folder;

  private Path file = Path.of("");
  private SimulatedDevice device = new SimulatedDevice("s", new Random(7), Optional.empty());

  @BeforeEach
  void name_the_file() {
    file = folder.resolve("fault");
    device = new SimulatedDevice("s", new Random(7), Optional.of(file));
  }

  @Test
  void without_a_file_it_is_sound_and_a_fault_begins_and_ends_with_the_file() throws Exception {
    assertThat(device.read(64)).isNotEqualTo(device.read(64));

    set("stuck");
    assertThat(device.read(64)).isEqualTo(device.read(64)).containsOnly(0x2A);

    Files.delete(file);
    assertThat(device.read(64)).isNotEqualTo(device.read(64));
  }

  @Test
  void a_dead_one_gives_nothing() throws Exception {
    set("dead");

    assertThatThrownBy(() -> device.read(64)).isInstanceOf(IOException.class);
  }

  @Test
  void a_short_one_gives_one_byte() throws Exception {
    set("short");

    assertThat(device.read(64)).hasSize(1);
  }

  @Test
  void an_alternating_one_goes_on_across_reads() throws Exception {
    set("alternating");

    assertThat(device.read(3)).containsExactly(0x55, 0xAA, 0x55);
    assertThat(device.read(2)).containsExactly(0xAA, 0x55);
  }

  @Test
  void a_biased_one_has_that_share_of_ones() throws Exception {
    set("biased 0.6");

    int ones = 0;
    for (byte each : device.read(100_000)) {
      ones += Integer.bitCount(each & 0xFF);
    }

    assertThat(ones / 800_000.0).isCloseTo(0.6, within(.01));
  }

  @Test
  void a_slow_one_gives_noise_in_the_end() throws Exception {
    set("slow 1");

    assertThat(device.read(64)).hasSize(64);
    assertThat(Fault.parse("slow 300")).hasValue(new Fault.Slow(Duration.ofMillis(300)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stukc", "biased", "biased 1.1", "biased -1", "slow", "slow 1s"})
  void a_misspelt_fault_gives_nothing_and_says_what_was_expected(String fault) throws Exception {
    set(fault);

    assertThatThrownBy(() -> device.read(64))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected sound, dead");
  }

  @Test
  void its_draws_say_that_it_is_no_hardware() {
    assertThat(device.model()).contains("without hardware");
  }

  private void set(String fault) throws IOException {
    Files.writeString(file, fault + "\n");
  }
}
