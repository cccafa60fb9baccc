package io.eightnines.runbooks.region;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The process of a region: found, started and stopped, by whichever program does it. */
public final class RegionProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  /** Longer than a start and a stop that another program is in the midst of. */
  private static final Duration LOCK_LIMIT = START_LIMIT.plus(GRACE).plusSeconds(20);

  private static final int TAIL_LINES = 15;

  /** Writes a {@link ProcessMark} to the first argument and becomes the command that follows. */
  private static final String MARKED =
      """
      ticks() { shift 21; echo "$1"; }
      read -r boot </proc/sys/kernel/random/boot_id
      read -r stat </proc/$$/stat
      echo "$$ $boot $(ticks $stat)" >"$0.new" && mv "$0.new" "$0" && exec "$@"
      """;

  private final RegionCard card;
  private final Path folder;

  /** The process of the region that a card describes. */
  public RegionProcess(Path fleet, RegionCard card) {
    this.card = card;
    this.folder = RegionCard.folder(fleet, card.name());
  }

  /** The process that runs now. */
  public Optional<ProcessHandle> running() throws IOException {
    Optional<ProcessMark> mark = mark();
    return mark.isPresent() && mark.orElseThrow().isAlive()
        ? ProcessHandle.of(mark.orElseThrow().pid())
        : Optional.empty();
  }

  /**
   * Sees to it that the process runs and is ready.
   *
   * @return whether it was started for that
   * @throws IOException if it does not become ready; it does not run then
   */
  public boolean start() throws IOException, InterruptedException {
    try (HeldFile _ = lock()) {
      Optional<ProcessHandle> found = running();
      ProcessHandle process = found.isPresent() ? found.get() : launch();
      try {
        awaitReady(process);
      } catch (IOException | InterruptedException e) {
        end(process);
        throw e;
      }
      return found.isEmpty();
    }
  }

  /**
   * Sees to it that the process does not run: asks it to end, and ends it when it takes too long.
   *
   * @return whether one ran
   */
  public boolean stop() throws IOException, InterruptedException {
    try (HeldFile _ = lock()) {
      Optional<ProcessHandle> found = running();
      if (found.isPresent()) {
        end(found.get());
      }
      Files.deleteIfExists(pidFile());
      return found.isPresent();
    }
  }

  private HeldFile lock() throws IOException {
    return HeldFile.take(folder.resolve("lock"), LOCK_LIMIT)
        .orElseThrow(() ->
            new IOException(
                "another program has been starting or stopping %s for %d s"
                    .formatted(card.name(), LOCK_LIMIT.toSeconds())));
  }

  /**
   * In a session of its own the process outlives who started it, and no Ctrl-C reaches it. It
   * writes its own mark before it becomes what it is to be: should we be killed meanwhile, there is
   * no process without a mark.
   */
  private ProcessHandle launch() throws IOException {
    List<String> command =
        new ArrayList<>(List.of("setsid", "sh", "-c", MARKED, pidFile().toString()));
    command.addAll(card.command());
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(card.log().toFile()))
            .start();
    while (running().filter(process.toHandle()::equals).isEmpty()) {
      if (!process.isAlive()) {
        throw new IOException("%s ended at once; %s".formatted(card.name(), tail()));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return process.toHandle();
  }

  private void awaitReady(ProcessHandle process) throws IOException, InterruptedException {
    URI ready = card.base().resolve("/health/ready");
    long end = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build()) {
      while (!isReady(http, ready) || running().filter(process::equals).isEmpty()) {
        if (running().filter(process::equals).isEmpty()) {
          throw new IOException("%s ended before it was ready; %s".formatted(card.name(), tail()));
        }
        if (System.nanoTime() - end > 0) {
          throw new IOException(
              "%s is not ready after %d s; %s"
                  .formatted(card.name(), START_LIMIT.toSeconds(), tail()));
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  private static boolean isReady(HttpClient http, URI ready) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(1)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A frozen process cannot end by itself, so it is let go on first. */
  private void end(ProcessHandle process) throws IOException, InterruptedException {
    var _ = new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start().waitFor();
    process.destroy();
    if (!isGone(process, GRACE)) {
      process.destroyForcibly();
      if (!isGone(process, GRACE)) {
        throw new IOException("%s, process %d, does not end".formatted(card.name(), process.pid()));
      }
    }
  }

  private boolean isGone(ProcessHandle process, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (running().filter(process::equals).isPresent()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  private Optional<ProcessMark> mark() throws IOException {
    return Files.exists(pidFile())
        ? ProcessMark.parse(Files.readString(pidFile()))
        : Optional.empty();
  }

  private Path pidFile() {
    return folder.resolve("pid");
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(card.log());
      List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "the end of " + card.log() + ":\n" + String.join("\n", last);
    } catch (IOException e) {
      return "there is no log: " + e.getMessage();
    }
  }
}
