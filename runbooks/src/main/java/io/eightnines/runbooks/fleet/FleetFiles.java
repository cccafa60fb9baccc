package io.eightnines.runbooks.fleet;

import io.eightnines.client.token.HashedTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the configuration file of each member. */
final class FleetFiles {
  /** The customer of the local fleet. */
  static final String CUSTOMER = "demo";

  private final FleetLayout layout;
  private final Path folder;
  private final Secrets secrets;

  FleetFiles(FleetLayout layout, Path folder, Secrets secrets) {
    this.layout = layout;
    this.folder = folder;
    this.secrets = secrets;
  }

  Path gateway() throws IOException {
    return write(
        "gateway",
        """
        site: site-a
        stateDirectory: %s
        devices:
          - {id: generator-1, path: auto}
        signing: {createIfMissing: true}
        callers:
          - {name: api, tokenSha256: %s}
        shutdownNotice: 100ms
        """
            .formatted(state("gateway"), HashedTokens.sha256(secrets.gateway())),
        FleetLayout.GATEWAY_ADDRESS);
  }

  Path api(String region) throws IOException {
    return write(
        region,
        """
        region: %s
        gateways:
          - {site: site-a, address: "%s"}
        gatewayTokenFile: %s
        customers:
          - {name: %s, tokenSha256: %s}
        shutdownNotice: 500ms
        """
            .formatted(
                region,
                layout.gateway(),
                secrets.gatewayFile(),
                CUSTOMER,
                HashedTokens.sha256(secrets.customer())),
        layout.address(region));
  }

  Path failover() throws IOException {
    StringBuilder endpoints = new StringBuilder();
    for (String region : layout.regions()) {
      endpoints.append(
          "  - {region: %s, address: %s, port: %d, weight: 100}%n"
              .formatted(region, layout.address(region), FleetLayout.PORT));
    }
    return write(
        "failover",
        """
        stateDirectory: %s
        zone:
          name: example.test
          primary: ns1.example.test
          contact: ops.example.test
          nameServers:
            - {name: ns1.example.test, address: %s}
          ttl: 5s
          answers: 2
          service: api
        dns: {address: %s, port: %d}
        # Everything shares this machine's cores: what is slow here need not be dead.
        probe: {timeoutFloor: 120ms, timeoutCap: 200ms}
        # Drills trip the same region again and again; the default keeps it out for up to a minute.
        detector: {holdDown: {first: 500ms, cap: 2s}}
        endpoints:
        %s\
        """
            .formatted(
                state("failover"),
                FleetLayout.FAILOVER_ADDRESS,
                FleetLayout.FAILOVER_ADDRESS,
                FleetLayout.DNS_PORT,
                endpoints),
        FleetLayout.FAILOVER_ADDRESS);
  }

  private Path state(String member) throws IOException {
    return Files.createDirectories(folder.resolve("state").resolve(member));
  }

  private Path write(String member, String own, String address) throws IOException {
    String server =
        """
        server:
          enableVirtualThreads: true
          shutdownGracePeriod: 5s
          applicationConnectors: [{type: http, bindHost: %s, port: %d}]
          adminConnectors: [{type: http, bindHost: %s, port: %d}]
          requestLog: {appenders: []}
        logging:
          level: INFO
          loggers:
            # A client that has its answer from elsewhere hangs up: no error, and no stack trace.
            "org.glassfish.jersey.server.ServerRuntime$Responder": "OFF"
          appenders: [{type: console, layout: {type: json}}]
        """
            .formatted(address, FleetLayout.PORT, address, FleetLayout.ADMIN_PORT);
    return Files.writeString(folder.resolve(member + ".yml"), own + server);
  }
}
