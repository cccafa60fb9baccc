package io.eightnines.failover.detect;

import java.util.SplittableRandom;

/** Which probes of a simulation are lost. Each probe must be asked for once, in order of time. */
interface Losses {
  boolean takes(long startMillis);

  /**
   * How many of the next probes surely get through, if they start at a time and each an interval
   * after the one before.
   */
  long spares(long startMillis, long intervalMillis);

  /** That many of those have started, and need not be asked for. */
  void skip(long probes);

  /** Each probe alone is lost with a probability: the gaps between losses are geometric. */
  static Losses independent(double probability, SplittableRandom random) {
    return new Losses() {
      private long gap = draw();

      private long draw() {
        return (long) (Math.log1p(-random.nextDouble()) / Math.log1p(-probability));
      }

      @Override
      public boolean takes(long startMillis) {
        if (gap > 0) {
          gap--;
          return false;
        }
        gap = draw();
        return true;
      }

      @Override
      public long spares(long startMillis, long intervalMillis) {
        return gap;
      }

      @Override
      public void skip(long probes) {
        gap -= probes;
      }
    };
  }

  /**
   * Once a minute, at an instant that changes within the minute's middle half, everything is lost
   * for a while: what is under way when it begins, and what starts before it ends.
   */
  static Losses bursts(long lengthMillis, long roundTripMillis, long seed) {
    return new Losses() {
      private static final long MINUTE = 60_000;

      private long begin(long minute) {
        long within = new SplittableRandom(seed + minute).nextLong(MINUTE / 2);
        return minute * MINUTE + MINUTE / 4 + within - roundTripMillis;
      }

      private long end(long minute) {
        return begin(minute) + roundTripMillis + lengthMillis;
      }

      @Override
      public boolean takes(long startMillis) {
        long minute = startMillis / MINUTE;
        return startMillis >= begin(minute) && startMillis <= end(minute);
      }

      @Override
      public long spares(long startMillis, long intervalMillis) {
        long minute = startMillis / MINUTE;
        long next = startMillis > end(minute) ? begin(minute + 1) : begin(minute);
        return Math.max(0, Math.ceilDiv(next - startMillis, intervalMillis));
      }

      @Override
      public void skip(long probes) {}
    };
  }

  /** Lost to the one or to the other. */
  static Losses both(Losses one, Losses other) {
    return new Losses() {
      @Override
      public boolean takes(long startMillis) {
        boolean byOne = one.takes(startMillis);
        return other.takes(startMillis) || byOne;
      }

      @Override
      public long spares(long startMillis, long intervalMillis) {
        return Math.min(
            one.spares(startMillis, intervalMillis), other.spares(startMillis, intervalMillis));
      }

      @Override
      public void skip(long probes) {
        one.skip(probes);
        other.skip(probes);
      }
    };
  }
}
