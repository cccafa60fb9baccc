package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;

/** What became of noise and of the pool; as JSON it is read by machines, so members are added. */
public record EntropyReport(
    Health health, Output output, List<Uniformity.Test> uniformity, List<Check> checks)
    implements BenchReport {
  /**
   * Healthy noise before the health tests.
   *
   * @param alphaExponent N where one test in 2<sup>N</sup> may err
   */
  public record Health(long samples, int alphaExponent, long alarms, double samplesPerSecond) {}

  /** Bytes of the pool before the judges. */
  public record Output(long bytes, double bytesPerSecond, Judges.Ent ent, Judges.Rngtest rngtest) {}

  @Override
  public String bench() {
    return "entropy";
  }

  @Override
  public void appendFigures(Formatter table) {
    table.format(
        "%n  health tests: %d healthy samples, alpha 2^-%d, %d alarms, %.0f samples/s%n",
        health.samples(), health.alphaExponent(), health.alarms(), health.samplesPerSecond());
    table.format(
        "  pool: %d bytes, %.0f bytes/s%n  ent: %.6f bits a byte, chi-squared %.1f, mean %.4f, pi"
            + " %.5f, correlation %.6f%n",
        output.bytes(),
        output.bytesPerSecond(),
        output.ent().bitsPerByte(),
        output.ent().chiSquared(),
        output.ent().mean(),
        output.ent().pi(),
        output.ent().correlation());
    table.format(
        "  rngtest: %d blocks passed, %d failed%n%n",
        output.rngtest().passed(), output.rngtest().failed());
    table.format("  %-28s %12s %7s %14s %7s%n", "uniformity", "draws", "cells", "chi2", "sigma");
    for (Uniformity.Test test : uniformity) {
      table.format(
          "  %-28s %12d %7d %14.2f %7.2f%n",
          test.name(), test.draws(), test.cells(), test.chiSquared(), test.score());
    }
    table.format("%n");
  }
}
