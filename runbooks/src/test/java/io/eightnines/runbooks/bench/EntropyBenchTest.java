package io.eightnines.runbooks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eightnines.runbooks.fault.NotPossibleHereException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntropyBenchTest {
  @Test
  void healthy_noise_raises_no_alarm_and_the_pools_bits_pass_every_test(@TempDir Path folder)
      throws Exception {
    assumeTrue(isHere("ent", "ent"), "SKIPPED: ent is not installed (Debian: ent)");
    assumeTrue(
        isHere("rngtest", "rng-tools5"), "SKIPPED: rngtest is not installed (Debian: rng-tools5)");

    EntropyReport report =
        EntropyBench.run(
            new EntropyBench.Settings(
                10_000_000, Path.of("/dev/random"), 4_000_000, 200_000, folder, _ -> {}));

    assertThat(report.checks()).allSatisfy(check -> assertThat(check.passed()).isTrue());
    assertThat(report.output().rngtest().passed()).isGreaterThan(1500);
    assertThat(report.output().ent().bitsPerByte()).isGreaterThan(7.999);
    assertThat(report.toTable()).contains("numbers below 2^63 - 25");
    assertThat(report.toJson()).contains("\"alarms\" : 0");
  }

  @Test
  void the_judges_know_bad_bytes(@TempDir Path folder) throws Exception {
    assumeTrue(isHere("ent", "ent"), "SKIPPED: ent is not installed (Debian: ent)");
    assumeTrue(
        isHere("rngtest", "rng-tools5"), "SKIPPED: rngtest is not installed (Debian: rng-tools5)");

    try (Judges judges = new Judges(folder)) {
      judges.show(new byte[1_000_000]);

      assertThat(judges.ent().bitsPerByte()).isZero();
      assertThat(judges.rngtest().failed()).isGreaterThan(300);
    }
  }

  /** (40 − 50)² / 50 + (60 − 50)² / 50 = 4. */
  @Test
  void chi_squared_is_the_sum_of_squares_over_what_was_expected() {
    assertThat(ChiSquared.of(new long[] {40, 60}, List.of(50.0, 50.0))).isCloseTo(4, within(1e-12));
    // The median of 255 degrees of freedom is 254.33.
    assertThat(ChiSquared.score(254.33, 255)).isCloseTo(0, within(.01));
  }

  private static boolean isHere(String name, String debianPackage) {
    try {
      return Tool.find(name, debianPackage).isAbsolute();
    } catch (NotPossibleHereException notInstalled) {
      return false;
    }
  }
}
