package io.eightnines.failover.settings;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the daemon takes requests, and whether others can read them on their way. */
public final class Connectors {
  private Connectors() {}

  /** Whether every connector for requests speaks TLS or stays on this machine. */
  public static boolean areSafe(ServerFactory server) {
    return requests(server).stream().allMatch(Connectors::isSafe);
  }

  private static List<ConnectorFactory> requests(ServerFactory server) {
    return switch (server) {
      case DefaultServerFactory both -> both.getApplicationConnectors();
      case SimpleServerFactory one -> List.of(one.getConnector());
      default -> List.of();
    };
  }

  private static boolean isSafe(ConnectorFactory connector) {
    return connector instanceof HttpsConnectorFactory
        || (connector instanceof HttpConnectorFactory plain && isLoopback(plain.getBindHost()));
  }

  /** Only what needs no look-up: a name other than localhost may mean anything tomorrow. */
  static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("::1")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"));
  }
}
