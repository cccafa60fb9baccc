package io.eightnines.failover.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How endpoints are probed.
 *
 * @param source the local address to probe from; null lets the system choose
 * @param timeouts bounds of the time-out, which holds for each step of a probe: connecting, each of
 *     the two steps of a TLS handshake, and answering
 */
public record ProbePolicy(
    Rhythm rhythm,
    Manner manner,
    @Nullable InetAddress source,
    Timeouts timeouts,
    Reprobes reprobes) {
  /**
   * More ticks' probes of one endpoint than this never run at once: it bounds memory and sockets
   * when an endpoint is slow.
   */
  public static final int MAX_INTERVALS_PER_TIMEOUT = 10;

  public ProbePolicy {
    Duration most = rhythm.interval().multipliedBy(MAX_INTERVALS_PER_TIMEOUT);
    if (timeouts.cap().compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "timeoutCap is %s, expected at most %d times the interval of %s"
              .formatted(timeouts.cap(), MAX_INTERVALS_PER_TIMEOUT, rhythm.interval()));
    }
  }

  /**
   * When the observer probes of its own accord.
   *
   * @param interval from one shallow probe of an endpoint to the next
   * @param deepInterval from one deep probe to the next; a multiple of the interval
   * @param late by how much a tick must be late to count as such
   */
  public record Rhythm(Duration interval, Duration deepInterval, Duration late) {
    public Rhythm {
      if (!interval.isPositive()) {
        throw new IllegalArgumentException("interval is " + interval + ", expected above 0");
      }
      if (!deepInterval.isPositive() || deepInterval.toNanos() % interval.toNanos() != 0) {
        throw new IllegalArgumentException(
            "deepInterval is %s, expected a multiple of the interval of %s"
                .formatted(deepInterval, interval));
      }
    }

    int ticksPerDeepProbe() {
      return (int) deepInterval.dividedBy(interval);
    }
  }

  /** What a probe does. */
  public sealed interface Manner {
    /** Asks over plain HTTP. */
    record Http(Paths paths) implements Manner {}

    /** Asks over HTTP in TLS, and believes only who {@code trust} says. */
    record Https(Paths paths, TlsTrust trust) implements Manner {}

    /** Connects and closes. It does not see a process that hangs, for whom the kernel accepts. */
    record Tcp() implements Manner {}

    /** What is asked for at a depth; empty if nothing is. */
    default Optional<String> path(Depth depth) {
      return switch (this) {
        case Http http -> http.paths().at(depth);
        case Https https -> https.paths().at(depth);
        case Tcp _ -> depth == Depth.SHALLOW ? Optional.of("") : Optional.empty();
      };
    }

    /** How often the time-out may pass in one probe, at most. */
    default int steps() {
      return switch (this) {
        case Http _ -> 2;
        case Https _ -> 4;
        case Tcp _ -> 1;
      };
    }
  }

  /**
   * What is asked for.
   *
   * @param deep null if there are no deep probes
   */
  public record Paths(String shallow, @Nullable String deep) {
    private static final int MAX = 200;

    public Paths {
      check("path", shallow);
      if (deep != null) {
        check("deepPath", deep);
      }
    }

    Optional<String> at(Depth depth) {
      return depth == Depth.SHALLOW ? Optional.of(shallow) : Optional.ofNullable(deep);
    }

    private static void check(String name, String path) {
      boolean visible = path.chars().allMatch(c -> c > ' ' && c <= '~');
      if (!path.startsWith("/") || path.length() > MAX || !visible) {
        throw new IllegalArgumentException(
            "%s is '%s', expected at most %d visible ASCII characters after a slash"
                .formatted(name, path, MAX));
      }
    }
  }

  /** The least and the most that an adaptive time-out may be. */
  public record Timeouts(Duration floor, Duration cap) {
    public Timeouts {
      if (!floor.isPositive() || floor.compareTo(cap) > 0) {
        throw new IllegalArgumentException(
            "timeoutFloor is "
                + floor.toMillis()
                + " ms, expected above 0 and at most timeoutCap, "
                + cap.toMillis()
                + " ms");
      }
    }
  }
}
