package io.eightnines.failover.detect;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.probe.Depth;
import io.eightnines.failover.probe.FailureRun;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.failover.probe.Reprobes;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One observer and one endpoint that is always well, on virtual time: the real detector, and the
 * prober's rules for re-probes. Probes get lost; whatever is withdrawn is withdrawn falsely.
 *
 * <p>The same seed gives the same course. While the endpoint is up and nothing is under way, quiet
 * stretches are leapt over in one step, which gives the same state as probe by probe.
 *
 * <pre>
 * ./eightnines with-jdk mvn -o -q -DskipInfra -pl failover -am test-compile
 * ./eightnines with-jdk java -cp failover/target/test-classes:failover/target/classes \
 *     io.eightnines.failover.detect.DetectorSimulation HOURS LOSS BURST_MILLIS SEED
 * </pre>
 */
final class DetectorSimulation {
  static final DetectorPolicy POLICY =
      new DetectorPolicy(
          new DetectorPolicy.Trip(6, 2, Duration.ofMillis(220)),
          new DetectorPolicy.Share(6, 2, 11, Duration.ofSeconds(2)),
          new DetectorPolicy.Return(5, Duration.ofSeconds(10)),
          new HoldDown.Policy(
              Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(10)),
          Duration.ofMillis(50));

  static final Reprobes REPROBES =
      new Reprobes(6, 2, Duration.ofMillis(220), Duration.ofMillis(40));

  private static final long INTERVAL = 100;
  private static final long TIMEOUT = 60;
  static final long ROUND_TRIP = 10;
  private static final long NANOS = 1_000_000;
  private static final Outcome HEALTHY = new Outcome.Healthy(Duration.ofMillis(ROUND_TRIP));
  private static final Outcome TIMED_OUT = new Outcome.TimedOut(Duration.ofMillis(TIMEOUT));
  private static final EndpointId ID = Fleets.id(1);

  private final boolean leaps;
  private final List<Lane> lanes;
  private EndpointHealth health = EndpointHealth.unknown(POLICY, moment(0));
  private long shakyTurns;
  private long withdrawals;

  DetectorSimulation(Losses shallow, Losses deep, boolean leaps) {
    this.leaps = leaps;
    this.lanes = List.of(new Lane(Depth.SHALLOW, shallow), new Lane(Depth.DEEP, deep));
  }

  /** The probes of one depth. */
  private final class Lane {
    private final Depth depth;
    private final Losses losses;
    private final Starts well = new Starts();
    private final Starts lost = new Starts();
    private final long[] runs = new long[20];
    private FailureRun run = FailureRun.none(0);
    private long nextTick;
    private long nextReprobe = Long.MAX_VALUE;
    private long probes;
    private long failures;
    private int mostOf40;

    Lane(Depth depth, Losses losses) {
      this.depth = depth;
      this.losses = losses;
    }

    boolean isQuiet() {
      return well.isEmpty() && lost.isEmpty() && nextReprobe == Long.MAX_VALUE;
    }

    long next() {
      long tickOrReprobe = Math.min(nextTick, nextReprobe);
      long end = Math.min(well.first(ROUND_TRIP), lost.first(TIMEOUT));
      return Math.min(tickOrReprobe, end);
    }

    /** What ends at an instant ends before anything begins then. */
    void at(long now) {
      if (well.first(ROUND_TRIP) == now) {
        ended(HEALTHY, well.poll(), now);
      } else if (lost.first(TIMEOUT) == now) {
        ended(TIMED_OUT, lost.poll(), now);
      } else if (nextReprobe == now) {
        reprobe(now);
      } else {
        nextTick += INTERVAL;
        launch(now);
      }
    }

    private void launch(long now) {
      probes++;
      (losses.takes(now) ? lost : well).add(now);
    }

    private void reprobe(long now) {
      if (isWorth(now)) {
        launch(now);
        plan(now);
      } else {
        nextReprobe = Long.MAX_VALUE;
      }
    }

    private void plan(long now) {
      nextReprobe = Math.ceilDiv(REPROBES.next(run, now * NANOS), NANOS);
    }

    private boolean isWorth(long now) {
      return REPROBES.isWorth(run, depth, now * NANOS) && !health.standing().isOut();
    }

    private void ended(Outcome outcome, long start, long now) {
      int ran = run.failures();
      run = run.after(outcome, start * NANOS, now * NANOS);
      if (run.failures() == 0) {
        runs[Math.min(ran, runs.length - 1)]++;
      } else {
        failures++;
      }
      observed(new Observation(ID, depth, outcome, moment(start), moment(now), Duration.ZERO));
      if (run.failures() > 0) {
        mostOf40 = Math.max(mostOf40, health.track(depth).window().failures());
      }
      if (nextReprobe == Long.MAX_VALUE && isWorth(now)) {
        launch(now);
        plan(now);
      }
    }

    void leap(long ticks) {
      long first = nextTick + ROUND_TRIP;
      nextTick += ticks * INTERVAL;
      long start = nextTick - INTERVAL;
      losses.skip(ticks);
      probes += ticks;
      runs[0] += ticks;
      run = run.after(HEALTHY, start * NANOS, (start + ROUND_TRIP) * NANOS);
      Observation last =
          new Observation(
              ID, depth, HEALTHY, moment(start), moment(start + ROUND_TRIP), Duration.ZERO);
      health = Detector.observeMany(health, ticks, moment(first), last);
    }

    long sparedTicks() {
      return losses.spares(nextTick, INTERVAL);
    }

    String text() {
      StringBuilder text = new StringBuilder();
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %,d probes, %,d lost, most of 40 lost: %d; runs of losses:",
              depth.name().toLowerCase(Locale.ROOT),
              probes,
              failures,
              mostOf40));
      for (int length = 1; length < runs.length; length++) {
        if (runs[length] > 0) {
          text.append(String.format(Locale.ROOT, " %d: %,d", length, runs[length]));
        }
      }
      return text.toString();
    }
  }

  /** Start times of probes that are under way, all of the same duration. */
  private static final class Starts {
    private static final int ROOM = 64;
    private final long[] starts = new long[ROOM];
    private int head;
    private int tail;

    void add(long start) {
      if (tail - head == ROOM) {
        throw new IllegalStateException("more probes under way than can be");
      }
      starts[tail++ & ROOM - 1] = start;
    }

    boolean isEmpty() {
      return head == tail;
    }

    long first(long duration) {
      return head == tail ? Long.MAX_VALUE : starts[head & ROOM - 1] + duration;
    }

    long poll() {
      return starts[head++ & ROOM - 1];
    }
  }

  private static Moment moment(long millis) {
    return new Moment(Instant.EPOCH, millis * NANOS);
  }

  private void observed(Observation seen) {
    Standing before = health.standing();
    health = Detector.observe(POLICY, health, seen);
    Standing after = health.standing();
    if (after != before) {
      shakyTurns += after == Standing.SHAKY ? 1 : 0;
      withdrawals += after.isOut() ? 1 : 0;
    }
  }

  void runUntil(long endMillis) {
    Lane one = lanes.getFirst();
    Lane other = lanes.getLast();
    for (; ; ) {
      if (leaps && health.standing() == Standing.UP && one.isQuiet() && other.isQuiet()) {
        long ticks = Math.min(one.sparedTicks(), other.sparedTicks());
        ticks = Math.min(ticks, (endMillis - one.nextTick) / INTERVAL);
        if (ticks > 0) {
          one.leap(ticks);
          other.leap(ticks);
        }
      }
      long first = one.next();
      long second = other.next();
      if (Math.min(first, second) > endMillis) {
        return;
      }
      if (first <= second) {
        one.at(first);
      } else {
        other.at(second);
      }
    }
  }

  EndpointHealth health() {
    return health;
  }

  long shakyTurns() {
    return shakyTurns;
  }

  long withdrawals() {
    return withdrawals;
  }

  long lost(Depth depth) {
    return (depth == Depth.SHALLOW ? lanes.getFirst() : lanes.getLast()).failures;
  }

  String text() {
    return lanes.getFirst().text()
        + System.lineSeparator()
        + lanes.getLast().text()
        + System.lineSeparator()
        + String.format(Locale.ROOT, "turned shaky: %,d; ", shakyTurns)
        + String.format(Locale.ROOT, "withdrawn falsely: %,d", withdrawals);
  }

  /** Losses of a kind; a loss of 0 or a burst of 0 leaves that kind out. */
  static Losses losses(double loss, long burstMillis, SplittableRandom random) {
    Losses bursts = burstMillis > 0 ? Losses.bursts(burstMillis, ROUND_TRIP, 42) : null;
    if (loss == 0 && bursts != null) {
      return bursts;
    }
    Losses independent = Losses.independent(loss, random);
    return bursts == null ? independent : Losses.both(independent, bursts);
  }

  public static void main(String[] args) {
    long hours = Long.parseLong(args[0]);
    double loss = Double.parseDouble(args[1]);
    long burst = Long.parseLong(args[2]);
    SplittableRandom seed = new SplittableRandom(Long.parseLong(args[3]));
    DetectorSimulation simulation =
        new DetectorSimulation(
            losses(loss, burst, seed.split()), losses(loss, burst, seed.split()), true);
    long began = System.nanoTime();
    simulation.runUntil(hours * 3_600_000);
    System.out.printf(
        Locale.ROOT,
        "%,d hours, %s %% independent loss, bursts of %d ms a minute, seed %s, in %,d s%n%s%n",
        hours,
        100 * loss,
        burst,
        args[3],
        (System.nanoTime() - began) / 1_000_000_000,
        simulation.text());
  }
}
