package io.eightnines.gateway.health;

import java.util.Optional;

/**
 * Decides what of a generator's noise may be used: the three states and what leads from one to
 * another. Used by one thread.
 */
public final class HealthMonitor {

  /** The least that SP 800-90B clause 4.3 allows for start-up tests, in samples. */
  public static final int LEAST_START_UP_SAMPLES = 1024;

  /**
   * What is demanded of a generator.
   *
   * @param startUpSamples how many consecutive samples must pass after a start, at least 1024
   * @param returnSamples how many must pass after a failure, at least as many: what failed once is
   *     believed more slowly, and a fault that shows in some windows only does not slip through
   */
  public record Rules(Claim claim, int startUpSamples, int returnSamples) {

    /** Full entropy; after a failure 65 536 samples, in which a slight fault shows too. */
    public static final Rules DEFAULT = new Rules(Claim.FULL, LEAST_START_UP_SAMPLES, 1 << 16);

    private static final int MOST_SAMPLES = 1 << 24;

    public Rules {
      if (startUpSamples < LEAST_START_UP_SAMPLES || startUpSamples > MOST_SAMPLES) {
        throw new IllegalArgumentException("startUpSamples must be 1024 to 16777216");
      }
      if (returnSamples < startUpSamples || returnSamples > MOST_SAMPLES) {
        throw new IllegalArgumentException("returnSamples must be startUpSamples to 16777216");
      }
    }
  }

  /** What is to be done with the noise that was just tested. */
  public sealed interface Verdict {}

  /** Use it. */
  public record Usable() implements Verdict {}

  /** Throw it away: it is, or still belongs to, a start-up test. */
  public record Withheld() implements Verdict {}

  /** Throw it away; with it the start-up tests are passed, and what comes next may be used. */
  public record Passed() implements Verdict {}

  /**
   * Throw it away, and all that is unused of what came before it.
   *
   * @param before the state that this failure ended, or went on with
   */
  public record Failed(Failure failure, HealthState before) implements Verdict {}

  private static final Verdict USABLE = new Usable();
  private static final Verdict WITHHELD = new Withheld();
  private static final Verdict PASSED = new Passed();

  private final Rules rules;
  private final ContinuousTests tests;
  private HealthState state = HealthState.STARTING;
  private long untested;

  /** A generator that was just switched on. */
  public HealthMonitor(Rules rules) {
    this.rules = rules;
    this.tests = new ContinuousTests(rules.claim());
    this.untested = rules.startUpSamples();
  }

  /** How the generator stands. */
  public HealthState state() {
    return state;
  }

  /** Judges noise that came right after what was judged before. */
  public Verdict take(byte[] noise) {
    Optional<Failure> failure = tests.take(noise);
    if (failure.isPresent()) {
      HealthState before = state;
      state = HealthState.QUARANTINED;
      begin(rules.returnSamples());
      return new Failed(failure.get(), before);
    }
    if (state == HealthState.HEALTHY) {
      return USABLE;
    }
    untested -= (long) noise.length * rules.claim().samplesPerByte();
    if (untested > 0) {
      return WITHHELD;
    }
    state = HealthState.HEALTHY;
    return PASSED;
  }

  /**
   * The generator could not be read: samples are no longer consecutive, and nobody knows whether it
   * was restarted meanwhile. It begins anew; one that is quarantined stays so.
   */
  public void interrupted() {
    if (state == HealthState.QUARANTINED) {
      begin(rules.returnSamples());
    } else {
      state = HealthState.STARTING;
      begin(rules.startUpSamples());
    }
  }

  private void begin(int samples) {
    tests.restart();
    untested = samples;
  }
}
