package io.eightnines.runbooks.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What other people's programs say of random bytes: {@code ent} and {@code rngtest}. */
final class Judges implements AutoCloseable {
  /**
   * What ent says.
   *
   * @param bitsPerByte of entropy, by frequencies
   * @param chiSquared with 255 degrees of freedom
   * @param correlation of each byte with the next
   */
  record Ent(double bitsPerByte, double chiSquared, double mean, double pi, double correlation) {}

  /** What rngtest says: blocks of 20 000 bits that passed and failed the tests of FIPS 140-2. */
  record Rngtest(long passed, long failed) {}

  private final Process ent;
  private final Process rngtest;
  private final Path folder;

  /** Starts both; what they say goes to files in {@code folder}. */
  Judges(Path folder) throws IOException {
    this.folder = folder;
    this.ent = started("ent", List.of(Tool.find("ent", "ent").toString(), "-t"));
    this.rngtest = started("rngtest", List.of(Tool.find("rngtest", "rng-tools5").toString()));
  }

  private Process started(String name, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".txt").toFile())
        .start();
  }

  /** Shows both these bytes. */
  void show(byte[] bytes) throws IOException {
    ent.getOutputStream().write(bytes);
    rngtest.getOutputStream().write(bytes);
  }

  /** What ent says of all that it was shown. */
  Ent ent() throws IOException, InterruptedException {
    String[] lines = said("ent", ent).strip().split("\n", -1);
    // 0,File-bytes,Entropy,Chi-square,Mean,Monte-Carlo-Pi,Serial-Correlation
    String[] fields = lines[lines.length - 1].split(",", -1);
    return new Ent(
        Double.parseDouble(fields[2]),
        Double.parseDouble(fields[3]),
        Double.parseDouble(fields[4]),
        Double.parseDouble(fields[5]),
        Double.parseDouble(fields[6]));
  }

  /** What rngtest says of all that it was shown. */
  Rngtest rngtest() throws IOException, InterruptedException {
    String said = said("rngtest", rngtest);
    return new Rngtest(number(said, "successes"), number(said, "failures"));
  }

  private static long number(String said, String what) throws IOException {
    Matcher line = Pattern.compile("FIPS 140-2 " + what + ": (\\d+)").matcher(said);
    if (!line.find()) {
      throw new IOException("rngtest said no number of " + what + ": " + said);
    }
    return Long.parseLong(line.group(1));
  }

  private String said(String name, Process process) throws IOException, InterruptedException {
    try (OutputStream end = process.getOutputStream()) {
      end.flush();
    }
    process.waitFor();
    return Files.readString(folder.resolve(name + ".txt"), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    ent.destroyForcibly();
    rngtest.destroyForcibly();
  }
}
