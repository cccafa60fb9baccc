package io.eightnines.runbooks.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Counts requests, failures and latencies. Safe for use by many threads. */
public final class Tally {
  private static final long MAX_MICROS = 60_000_000;
  private static final int KEPT_REASONS = 10;
  private static final double STEADY_MS = 200;

  private final Histogram micros = new Histogram(MAX_MICROS, 3);
  private final List<String> reasons = new ArrayList<>();
  private final Timeline timeline = new Timeline();
  private long requests;
  private long failed;

  synchronized void answered(long latencyNanos) {
    requests++;
    micros.recordValue(Math.min(MAX_MICROS, latencyNanos / 1000));
    timeline.answered(System.nanoTime(), latencyNanos);
  }

  synchronized void failed(String reason) {
    requests++;
    failed++;
    timeline.failed(System.nanoTime());
    if (reasons.size() < KEPT_REASONS) {
      reasons.add(reason);
    }
  }

  /** What was counted so far, without what was counted before {@link #reset}. */
  public synchronized Figures figures() {
    return new Figures(
        requests,
        failed,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getValueAtPercentile(99.9) / 1e3,
        List.copyOf(reasons));
  }

  /**
   * Waits until some seconds in a row were good: nothing failed, and all but one in a hundred took
   * less than a fifth of a second. What was counted until then is forgotten.
   *
   * @return whether that happened in time
   */
  public boolean awaitSteady(int goodSeconds, int withinSeconds) throws InterruptedException {
    int good = 0;
    for (int second = 0; second < withinSeconds && good < goodSeconds; second++) {
      reset();
      Thread.sleep(1000);
      Figures figures = figures();
      boolean fine = figures.requests() > 0 && figures.failed() == 0 && figures.p99Ms() < STEADY_MS;
      good = fine ? good + 1 : 0;
    }
    reset();
    return good == goodSeconds;
  }

  /** Forgets everything, for example what was counted while the fleet warmed up. */
  public synchronized void reset() {
    micros.reset();
    reasons.clear();
    timeline.clear();
    requests = 0;
    failed = 0;
  }

  /** What was counted in each second that had a request, in order. */
  public synchronized List<Second> seconds() {
    return timeline.seconds();
  }

  /**
   * One second.
   *
   * @param atNanos elapsed time of its first request
   * @param slowestMs milliseconds of its slowest answer
   */
  public record Second(long atNanos, long requests, long failed, double slowestMs) {
    Second plus(Second more) {
      return new Second(
          atNanos,
          requests + more.requests,
          failed + more.failed,
          Math.max(slowestMs, more.slowestMs));
    }
  }

  /**
   * Figures of one kind of client.
   *
   * @param p50Ms milliseconds, answered requests only
   * @param reasons of the first failures
   */
  public record Figures(
      long requests,
      long failed,
      double p50Ms,
      double p99Ms,
      double p999Ms,
      List<String> reasons) {}
}
