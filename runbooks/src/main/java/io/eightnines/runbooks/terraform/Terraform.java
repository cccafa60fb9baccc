package io.eightnines.runbooks.terraform;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terraform program in one working folder. */
final class Terraform {
  /** A region's stop and start have limits of their own, which together are shorter. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Terraform ends what it has begun when it is asked to end. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private static final int TOLD_LINES = 12;

  private final Path program;
  private final Path folder;

  Terraform(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The program, if there is one on the path. */
  static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry, "terraform"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a command of terraform to its end. What it says is appended to {@code terraform.log}.
   *
   * @return what it wrote to its standard output
   * @throws IOException if it fails, with the end of what it said
   */
  String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    try {
      int code = run(command, out, err);
      String said = Files.readString(out);
      String complained = Files.readString(err);
      log(arguments, code, said + complained);
      if (code != 0) {
        throw new IOException(
            "terraform %s ended with %d: %s"
                .formatted(arguments.getFirst(), code, end(said + complained)));
      }
      return said;
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** Settings of the person at the keyboard ({@code TF_*}) do not reach it. */
  private int run(List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("TF_"));
    builder.environment().put("CHECKPOINT_DISABLE", "1"); // its look for a newer release
    builder.environment().put("TF_IN_AUTOMATION", "1");
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        throw new IOException("%s has not ended after %d s".formatted(command, LIMIT.toSeconds()));
      }
      return process.exitValue();
    } finally {
      if (process.isAlive()) {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      }
    }
  }

  private void log(List<String> arguments, int code, String said) throws IOException {
    Files.writeString(
        folder.resolve("terraform.log"),
        "%s terraform %s: %d%n%s%n"
            .formatted(Instant.now(), String.join(" ", arguments), code, said),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String end(String said) {
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
  }
}
