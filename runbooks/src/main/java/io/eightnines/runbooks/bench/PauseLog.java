package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.fault.NotPossibleHereException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pauses that a running JVM notes, switched on from outside (jcmd VM.log). */
final class PauseLog {
  /**
   * What was noted.
   *
   * @param longestMs of any pause in which the program stood still, whatever for
   */
  record Pauses(long collections, long full, double longestMs) {}

  private static final Pattern PAUSE = Pattern.compile(".*GC\\(\\d+\\) Pause (\\S+).* ([0-9.]+)ms");

  /** Every stop of the whole program, of collections and others. */
  private static final Pattern STOP = Pattern.compile(".*Safepoint .*Total: +(\\d+) ns.*");

  private static final double NANOS_PER_MS = 1e6;

  private final long pid;
  private final Path file;

  private PauseLog(long pid, Path file) {
    this.pid = pid;
    this.file = file;
  }

  /** Begins to note. */
  static PauseLog of(long pid, Path file) throws IOException, InterruptedException {
    PauseLog log = new PauseLog(pid, file.toAbsolutePath());
    log.command("output=" + log.file, "what=gc=info,safepoint=info", "decorators=uptime,tags");
    return log;
  }

  /** Ends it. */
  Pauses close() throws IOException, InterruptedException {
    command("disable");
    return parse(Files.readAllLines(file));
  }

  static Pauses parse(List<String> lines) {
    long collections = 0;
    long full = 0;
    double longest = 0;
    for (String line : lines) {
      Matcher pause = PAUSE.matcher(line);
      Matcher stop = STOP.matcher(line);
      if (pause.matches()) {
        collections++;
        full += pause.group(1).equals("Full") ? 1 : 0;
        longest = Math.max(longest, Double.parseDouble(pause.group(2)));
      } else if (stop.matches()) {
        longest = Math.max(longest, Long.parseLong(stop.group(1)) / NANOS_PER_MS);
      }
    }
    return new Pauses(collections, full, longest);
  }

  private void command(String... arguments) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(program)) {
      throw new NotPossibleHereException(program + " is missing: a JDK is needed, not a JRE");
    }
    List<String> command =
        new java.util.ArrayList<>(List.of(program.toString(), Long.toString(pid), "VM.log"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
