package io.eightnines.runbooks.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionProcessTest {
  @TempDir Path fleet;

  private HttpServer ready;
  private RegionProcess process;

  /** The readiness is somebody else's: the process only has to be there. */
  @BeforeEach
  void start() throws Exception {
    ready = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ready.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    ready.start();
    process = processOf("sleep", "600");
  }

  @AfterEach
  void stop() throws Exception {
    process.stop();
    ready.stop(0);
  }

  private RegionProcess processOf(String... command) throws Exception {
    URI base = URI.create("http://127.0.0.1:" + ready.getAddress().getPort());
    new RegionCard("east", List.of(command), fleet.resolve("east.log"), base, base).write(fleet);
    return new RegionProcess(fleet, RegionCard.read(fleet, "east"));
  }

  private Path pidFile() {
    return fleet.resolve("regions/east/pid");
  }

  @Test
  void a_process_is_started_once_and_stopped_once() throws Exception {
    assertThat(process.start()).isTrue();
    long pid = process.running().orElseThrow().pid();
    assertThat(process.start()).isFalse();

    assertThat(process.running().orElseThrow().pid()).isEqualTo(pid);
    assertThat(process.stop()).isTrue();
    assertThat(process.stop()).isFalse();
    assertThat(ProcessMark.of(pid)).isEmpty();
  }

  @Test
  void a_killed_process_is_found_dead_and_started_anew() throws Exception {
    process.start();
    long pid = process.running().orElseThrow().pid();
    process.running().orElseThrow().destroyForcibly();
    process.running().ifPresent(dying -> dying.onExit().join());

    assertThat(process.start()).isTrue();
    assertThat(process.running().orElseThrow().pid()).isNotEqualTo(pid);
  }

  @Test
  void a_process_that_got_the_number_of_another_is_never_ended() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      ProcessMark mark = ProcessMark.of(stranger.pid()).orElseThrow();
      Files.createDirectories(pidFile().getParent());
      Files.writeString(
          pidFile(), new ProcessMark(mark.pid(), mark.boot(), mark.ticks() - 1) + "\n");

      assertThat(process.running()).isEmpty();
      assertThat(process.stop()).isFalse();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_process_that_ignores_the_request_to_end_is_ended_all_the_same() throws Exception {
    process.stop();
    process = processOf("sh", "-c", "trap '' TERM; while true; do sleep 1; done");
    process.start();

    assertThat(process.stop()).isTrue();

    assertThat(process.running()).isEmpty();
  }

  @Test
  void one_that_ends_at_once_fails_with_its_last_words() throws Exception {
    ready.removeContext("/health/ready");
    RegionProcess broken = processOf("sh", "-c", "echo no such region; exit 3");

    assertThatThrownBy(broken::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such region");
    assertThat(broken.running()).isEmpty();
  }

  @Test
  void only_one_program_at_a_time_holds_a_file() throws Exception {
    Path file = fleet.resolve("lock");
    try (HeldFile _ = HeldFile.take(file, Duration.ZERO).orElseThrow()) {
      assertThat(HeldFile.take(file, Duration.ofMillis(50))).isEmpty();
    }
    try (HeldFile again = HeldFile.take(file, Duration.ZERO).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void a_name_that_leads_out_of_the_folder_is_refused() {
    assertThatThrownBy(() -> RegionCard.read(fleet, "../east"))
        .hasMessageContaining("region is '../east', expected 1 to 63 characters");
  }
}
