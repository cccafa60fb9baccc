package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.probe.ProbePolicy;
import io.eightnines.failover.probe.ProbePolicy.Manner;
import io.eightnines.failover.probe.Reprobes;
import io.eightnines.failover.probe.TlsTrust;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How endpoints are probed.
 *
 * @param kind http, https or tcp, for the whole fleet; default http
 * @param interval from one probe of an endpoint to the next; default 100 ms
 * @param path what is asked for; default {@code /health/ready}; not for tcp
 * @param deepPath what is asked for to learn whether the endpoint could do its work with all that
 *     it depends on; without it nothing is; not for tcp
 * @param deepInterval from one deep probe to the next, a multiple of the interval; default the
 *     interval
 * @param source the local address to probe from; without it the system chooses
 * @param timeoutFloor the least that a time-out adapts to; default 60 ms, more than a busy
 *     endpoint's scheduling and collector pauses take
 * @param timeoutCap the most, and the first; default 150 ms; an endpoint further away than that
 *     needs more
 * @param stagger from one re-probe after a failure to the next; default 40 ms, so that six start
 *     within the detector's span
 * @param tls whom to believe; needed for https, and for nothing else
 */
public record ProbeSection(
    Kind kind,
    Duration interval,
    String path,
    @Nullable String deepPath,
    Duration deepInterval,
    @Nullable String source,
    Duration timeoutFloor,
    Duration timeoutCap,
    Duration stagger,
    @Nullable TlsSection tls) {
  /** What a probe speaks. */
  public enum Kind {
    HTTP,
    HTTPS,
    TCP
  }

  /**
   * Whom to believe.
   *
   * @param authority a file of PEM certificates, the issuers trusted; without it those of the Java
   *     runtime
   * @param serverName the name that the endpoints' certificates must have
   */
  public record TlsSection(@Nullable Path authority, String serverName) {
    public TlsSection {
      if (serverName == null || serverName.isBlank()) {
        throw new IllegalArgumentException(
            "tls.serverName is missing, expected the name that the certificates must have");
      }
      new TlsTrust(authority, serverName).check();
    }

    TlsTrust toTrust() {
      return new TlsTrust(authority, serverName);
    }
  }

  public ProbeSection {
    kind = kind == null ? Kind.HTTP : kind;
    interval = interval == null ? Duration.milliseconds(100) : interval;
    path = path == null ? "/health/ready" : path;
    deepInterval = deepInterval == null ? interval : deepInterval;
    timeoutFloor = timeoutFloor == null ? Duration.milliseconds(60) : timeoutFloor;
    timeoutCap = timeoutCap == null ? Duration.milliseconds(150) : timeoutCap;
    stagger = stagger == null ? Duration.milliseconds(40) : stagger;
    var _ =
        policy(
            new ProbePolicy.Rhythm(
                interval.toJavaDuration(), deepInterval.toJavaDuration(), java.time.Duration.ZERO),
            manner(kind, path, deepPath, tls),
            source,
            new ProbePolicy.Timeouts(timeoutFloor.toJavaDuration(), timeoutCap.toJavaDuration()),
            new Reprobes(1, 1, java.time.Duration.ZERO, stagger.toJavaDuration()));
  }

  /** Every default. */
  public static ProbeSection ofDefaults() {
    return new ProbeSection(
        Kind.HTTP,
        Duration.milliseconds(100),
        "/health/ready",
        null,
        Duration.milliseconds(100),
        null,
        Duration.milliseconds(60),
        Duration.milliseconds(150),
        Duration.milliseconds(40),
        null);
  }

  /** Whether a failure that lasts as long as a trip takes is seen by two ticks. */
  public boolean fits(DetectorPolicy.Trip trip) {
    return trip.span().compareTo(interval.toJavaDuration().multipliedBy(2)) >= 0;
  }

  /** Probing as the detector needs it. */
  public ProbePolicy toPolicy(DetectorPolicy detector) {
    DetectorPolicy.Trip trip = detector.trip();
    return policy(
        new ProbePolicy.Rhythm(
            interval.toJavaDuration(), deepInterval.toJavaDuration(), detector.selfDoubt()),
        manner(kind, path, deepPath, tls),
        source,
        new ProbePolicy.Timeouts(timeoutFloor.toJavaDuration(), timeoutCap.toJavaDuration()),
        new Reprobes(trip.failures(), trip.refusals(), trip.span(), stagger.toJavaDuration()));
  }

  private static ProbePolicy policy(
      ProbePolicy.Rhythm rhythm,
      Manner manner,
      @Nullable String source,
      ProbePolicy.Timeouts timeouts,
      Reprobes reprobes) {
    InetAddress address = source == null ? null : Literals.address("source", source);
    return new ProbePolicy(rhythm, manner, address, timeouts, reprobes);
  }

  private static Manner manner(
      Kind kind, String path, @Nullable String deepPath, @Nullable TlsSection tls) {
    if (kind == Kind.HTTPS && tls == null) {
      throw new IllegalArgumentException("probe.tls is missing, expected it with kind https");
    }
    if (kind != Kind.HTTPS && tls != null) {
      throw new IllegalArgumentException("probe.tls is given, expected it with kind https only");
    }
    if (kind == Kind.TCP && deepPath != null) {
      throw new IllegalArgumentException("deepPath is given, expected none with kind tcp");
    }
    ProbePolicy.Paths paths = new ProbePolicy.Paths(path, deepPath);
    if (tls != null) {
      return new Manner.Https(paths, tls.toTrust());
    }
    return kind == Kind.TCP ? new Manner.Tcp() : new Manner.Http(paths);
  }
}
