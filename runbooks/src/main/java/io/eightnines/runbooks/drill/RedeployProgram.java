package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.redeploy.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code eightnines redeploy}, run as a program of its own and listened to. */
final class RedeployProgram {
  /** Longer than the limits of all its steps but the last. */
  private static final long LIMIT_MINUTES = 8;

  private static final Pattern APPLIED =
      Pattern.compile("generation (\\d+) in (\\d+) ms, (\\d+) of them terraform's own");

  /**
   * What Terraform did.
   *
   * @param millis in all
   * @param ownMillis without the region's stop and start
   */
  record Applied(long generation, long millis, long ownMillis) {}

  /** Called when a line was read. */
  interface Listener {
    void heard(RedeployProgram program, String line);
  }

  private final Process process;
  private final Thread reader;
  private final List<Heard> lines = new CopyOnWriteArrayList<>();

  /** A line, without its time of day, and when it was read in nanoseconds of elapsed time. */
  private record Heard(String line, long at) {}

  /** Starts it. */
  RedeployProgram(Fleet fleet, String region, List<String> more, Listener listener)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(fleet.folder().resolve("eightnines").toString());
    command.addAll(List.of("redeploy", region, "--yes", "--reason", "drill"));
    command.addAll(List.of("--state", fleet.folder().toString()));
    command.addAll(List.of("--token-file", fleet.folder().resolve("alice.token").toString()));
    command.add("--daemon");
    command.add(
        fleet.layout().daemonNames().stream()
            .map(name -> fleet.layout().daemon(name).toString())
            .collect(Collectors.joining(",")));
    command.addAll(more);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    reader = Thread.ofVirtual().name("redeploy of " + region).start(() -> read(listener));
  }

  private void read(Listener listener) {
    try (BufferedReader in = process.inputReader()) {
      String line = in.readLine();
      while (line != null) {
        String said = line.replaceFirst("^\\S+ +", "");
        lines.add(new Heard(said, System.nanoTime()));
        listener.heard(this, said);
        line = in.readLine();
      }
    } catch (IOException killed) {
      // what it said before counts
    }
  }

  /** What it says when it enters a step. */
  static String entering(Phase phase) {
    return "enter  " + phase.word();
  }

  /** What it says when it has passed a step. */
  static String passing(Phase phase) {
    return "passed " + phase.word();
  }

  /** When a line that begins so was read, in nanoseconds of elapsed time. */
  Optional<Long> heard(String beginning) {
    return lines.stream()
        .filter(heard -> heard.line().startsWith(beginning))
        .map(Heard::at)
        .findFirst();
  }

  /** What Terraform did, if it got that far. */
  Optional<Applied> applied() {
    return lines.stream()
        .map(Heard::line)
        .map(APPLIED::matcher)
        .filter(Matcher::find)
        .map(found ->
            new Applied(
                Long.parseLong(found.group(1)),
                Long.parseLong(found.group(2)),
                Long.parseLong(found.group(3))))
        .findFirst();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it without a word (SIGKILL). */
  void kill() {
    var _ = process.destroyForcibly();
  }

  /** Waits for its end, and makes it the end when it takes too long. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      kill();
    }
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** The end of what it said. */
  String lastWords() {
    return lines.stream()
        .skip(Math.max(0, lines.size() - 3))
        .map(Heard::line)
        .collect(Collectors.joining(" | "));
  }
}
