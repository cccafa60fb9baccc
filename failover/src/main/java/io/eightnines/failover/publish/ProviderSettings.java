package io.eightnines.failover.publish;

import io.eightnines.failover.publish.RecordSet.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** Where one publisher publishes to, and how. */
public record ProviderSettings(
    String name, At at, boolean overwrites, List<InetSocketAddress> servers, Times times) {
  /** The providers that there can be. */
  public sealed interface At {
    /** A hosted zone of Amazon Route 53. */
    record Route53(
        String zoneId,
        int requestsPerSecond,
        Map<InetAddress, Target.Alias> loadBalancers,
        @Nullable URI endpoint)
        implements At {
      public Route53 {
        loadBalancers = Collections.unmodifiableMap(new LinkedHashMap<>(loadBalancers));
      }
    }

    /** A managed zone of Google Cloud DNS. */
    record CloudDns(String project, String zone, int requestsPerSecond, @Nullable URI endpoint)
        implements At {}

    /**
     * A zone on a server that takes dynamic updates.
     *
     * @param zone the zone of the service, if it is null
     */
    record Primary(InetSocketAddress server, @Nullable Name zone, Path keyFile, Duration patience)
        implements At {}
  }

  /**
   * How long things may take.
   *
   * @param visible after which a name server lags
   * @param overtake see {@link WorkerPolicy}, like the other two
   */
  public record Times(Duration visible, Duration overtake, Duration retryCap, Duration driftCheck) {
    public Times {
      if (visible.isNegative() || visible.isZero()) {
        throw new IllegalArgumentException("visibleWithin is " + visible + ", expected above 0");
      }
      var _ = policy(overtake, retryCap, driftCheck);
    }

    WorkerPolicy policy() {
      return policy(overtake, retryCap, driftCheck);
    }

    private static WorkerPolicy policy(Duration overtake, Duration retryCap, Duration driftCheck) {
      Duration first = WorkerPolicy.DEFAULT.firstRetry();
      return new WorkerPolicy(
          first.compareTo(retryCap) > 0 ? retryCap : first, retryCap, overtake, driftCheck);
    }
  }

  public ProviderSettings {
    servers = List.copyOf(servers);
  }
}
