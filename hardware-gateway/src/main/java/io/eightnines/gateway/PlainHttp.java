package io.eightnines.gateway;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the connectors of a server that speak plain HTTP, and whether others can reach them. */
final class PlainHttp {

  private PlainHttp() {}

  static boolean isOnLoopbackOnly(ServerFactory server) {
    return connectors(server).stream()
        .map(HttpConnectorFactory::getBindHost)
        .allMatch(PlainHttp::isLoopback);
  }

  static List<HttpConnectorFactory> connectors(ServerFactory server) {
    return all(server)
        .filter(HttpConnectorFactory.class::isInstance)
        .filter(connector -> !(connector instanceof HttpsConnectorFactory))
        .map(HttpConnectorFactory.class::cast)
        .toList();
  }

  private static Stream<ConnectorFactory> all(ServerFactory server) {
    if (server instanceof DefaultServerFactory both) {
      return Stream.concat(
          both.getApplicationConnectors().stream(), both.getAdminConnectors().stream());
    }
    if (server instanceof SimpleServerFactory one) {
      return Stream.of(one.getConnector());
    }
    throw new IllegalArgumentException("server: expected type default or simple");
  }

  /** Only what needs no look-up: a name other than localhost may mean anything tomorrow. */
  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("::1")
            || host.equals("[::1]")
            || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
  }
}
