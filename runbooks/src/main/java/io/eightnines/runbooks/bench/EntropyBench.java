package io.eightnines.runbooks.bench;

import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.health.Claim;
import io.eightnines.gateway.health.ContinuousTests;
import io.eightnines.runbooks.drill.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows healthy noise to the health tests, and bits of the pool to tests of randomness: {@code
 * ent}, {@code rngtest}, and χ² over draws.
 */
public final class EntropyBench {
  /**
   * What to do.
   *
   * @param samples of healthy noise, bytes
   * @param noise where it is from, such as /dev/random
   * @param poolBytes for the judges
   * @param numbers drawn for each test of uniformity
   */
  public record Settings(
      long samples, Path noise, long poolBytes, long numbers, Path folder, Consumer<String> told) {}

  private static final int CHUNK = 4096;
  private static final double NANOS = 1e9;

  /** A block of good bits fails one of FIPS 140-2's tests about so often. */
  private static final double FIPS_FAILURES = 0.0008;

  private final Settings settings;

  private EntropyBench(Settings settings) {
    this.settings = settings;
  }

  /** Runs all of it. */
  public static EntropyReport run(Settings settings) throws IOException, InterruptedException {
    return new EntropyBench(settings).run();
  }

  private EntropyReport run() throws IOException, InterruptedException {
    settings.told().accept("%d samples of %s".formatted(settings.samples(), settings.noise()));
    EntropyReport.Health health = health();
    try (PoolLine line = new PoolLine()) {
      settings.told().accept("%d bytes of the pool".formatted(settings.poolBytes()));
      EntropyReport.Output output = output(line);
      settings.told().accept("%d numbers of each range".formatted(settings.numbers()));
      Uniformity uniformity = new Uniformity(line);
      List<Uniformity.Test> tests =
          List.of(
              uniformity.numbers("numbers below 3", 2, settings.numbers()),
              uniformity.numbers("numbers below 10", 9, settings.numbers()),
              uniformity.numbers(
                  "numbers below 2^63 - 25", Long.MAX_VALUE - 25, settings.numbers()),
              uniformity.permutations(settings.numbers() / 10));
      return new EntropyReport(
          health, output, tests, checks(health.alarms() + line.alarms(), output, tests));
    }
  }

  private EntropyReport.Health health() throws IOException {
    ContinuousTests tests = new ContinuousTests(Claim.FULL);
    long alarms = 0;
    long taken = 0;
    long began = System.nanoTime();
    try (InputStream in = Files.newInputStream(settings.noise())) {
      for (; taken < settings.samples(); taken += CHUNK) {
        byte[] noise = in.readNBytes(CHUNK);
        if (noise.length < CHUNK) {
          throw new IOException(settings.noise() + " ended after " + taken + " bytes");
        }
        if (tests.take(noise).isPresent()) {
          alarms++;
          tests.restart();
        }
      }
    }
    return new EntropyReport.Health(
        taken, Claim.DEFAULT_ALPHA_EXPONENT, alarms, taken * NANOS / (System.nanoTime() - began));
  }

  private EntropyReport.Output output(PoolLine line) throws IOException, InterruptedException {
    try (Judges judges = new Judges(settings.folder())) {
      long shown = 0;
      long began = System.nanoTime();
      for (; shown < settings.poolBytes(); shown += CHUNK) {
        line.await(CHUNK);
        judges.show(line.pool().take(CHUNK).map(Pool.Taken::bytes).orElseThrow());
      }
      double rate = shown * NANOS / (System.nanoTime() - began);
      return new EntropyReport.Output(shown, rate, judges.ent(), judges.rngtest());
    }
  }

  private static List<Check> checks(
      long alarms, EntropyReport.Output output, List<Uniformity.Test> tests) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("no-alarm", alarms == 0, alarms + " alarms on healthy noise"));
    double bytes = ChiSquared.score(output.ent().chiSquared(), 255);
    checks.add(
        new Check(
            "ent", Math.abs(bytes) < ChiSquared.FIVE_SIGMA, sigma("bytes are uniform", bytes)));
    long blocks = output.rngtest().passed() + output.rngtest().failed();
    double most = blocks * FIPS_FAILURES + 5 * Math.sqrt(blocks * FIPS_FAILURES) + 1;
    checks.add(
        new Check(
            "rngtest",
            blocks > 0 && output.rngtest().failed() <= most,
            "%d of %d blocks failed, at most %.0f may"
                .formatted(output.rngtest().failed(), blocks, most)));
    for (Uniformity.Test test : tests) {
      checks.add(
          new Check(
              "uniform",
              Math.abs(test.score()) < ChiSquared.FIVE_SIGMA,
              sigma(test.name(), test.score())));
    }
    return List.copyOf(checks);
  }

  private static String sigma(String what, double score) {
    return String.format(Locale.ROOT, "%s: %.2f sigma, within 5", what, score);
  }
}
