package io.eightnines.cdktf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a program of this machine to its end, within a deadline. */
public final class Program {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /** What a program left behind: its exit code, and both its output streams in one text. */
  public record Outcome(int exitCode, String output) {}

  private Program() {}

  public static Optional<Path> onPath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Outcome run(Path workingFolder, List<String> command)
      throws IOException, InterruptedException {
    return run(workingFolder, command, Map.of());
  }

  /**
   * Runs it with more settings than those of this process; those of the person at the keyboard
   * ({@code TF_*}, {@code CDKTF_*}) do not reach it.
   */
  public static Outcome run(Path workingFolder, List<String> command, Map<String, String> settings)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("output", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("TF_") || key.startsWith("CDKTF_"));
    environment.put("CHECKPOINT_DISABLE", "1"); // terraform's look for a newer release
    environment.putAll(settings);
    var process = builder.start();
    try {
      if (!process.waitFor(DEADLINE)) {
        throw new IllegalStateException(command + " has not ended after " + DEADLINE);
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
