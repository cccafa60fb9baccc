package io.eightnines.runbooks.fleet;

import io.eightnines.client.token.HashedTokens;
import io.eightnines.gateway.signing.KeyFile;
import io.eightnines.runbooks.region.RegionTimes;
import io.eightnines.topology.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  /** A command that is this very program, for those who act on the fleet while it runs. */
  Path launcher() throws IOException {
    Path file = folder.resolve("eightnines");
    PrivateFile.write(
        file,
        """
        #!/bin/sh
        %1$s=$(date +%%s%%3N) && export %1$s
        exec %2$s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \\
          -cp %3$s io.eightnines.runbooks.command.Eightnines "$@"
        """
            .formatted(
                RegionTimes.BEGAN,
                quoted(ProcessHandle.current().info().command().orElse("java")),
                quoted(System.getProperty("java.class.path"))));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  Path gateway(String gateway) throws IOException {
    return write(
        gateway,
        """
        site: %s
        stateDirectory: %s
        devices:
        %s\
        signing: %s
        callers:
          - {name: api, tokenSha256: %s}
        %sshutdownNotice: 100ms
        """
            .formatted(
                site(gateway),
                state(gateway),
                devices(gateway),
                signing(),
                HashedTokens.sha256(secrets.gateway()),
                ledger(gateway)),
        layout.gatewayAddress(gateway));
  }

  /**
   * Gateways of one ledger sign with one key here, so that one file verifies all draws: that of a
   * gateway that was alone before, if there was one. It is on nobody's disk, for that may be taken
   * away.
   */
  private String signing() throws IOException {
    if (layout.gatewayNames().size() == 1) {
      return "{createIfMissing: true}";
    }
    Path key = folder.resolve("gateways.pem");
    Path former = state("gateway").resolve("signing.pem");
    if (Files.notExists(key) && Files.exists(former)) {
      Files.copy(former, key, StandardCopyOption.COPY_ATTRIBUTES);
    }
    if (Files.notExists(key)) {
      var _ = KeyFile.create(key);
    }
    return "{keyFile: %s}".formatted(key);
  }

  private String devices(String gateway) throws IOException {
    List<String> simulated = layout.devices(gateway);
    if (simulated.isEmpty()) {
      return "  - {id: generator-1, path: auto}\n";
    }
    Files.createDirectories(FleetLayout.faultFile(folder, simulated.getFirst()).getParent());
    return lines(
        simulated,
        device ->
            "  - {id: %s, simulator: {faultFile: %s}}"
                .formatted(device, FleetLayout.faultFile(folder, device)));
  }

  private String ledger(String gateway) {
    return "ledger:%n  care: {rowsPerSecond: %d}%n"
            .formatted(layout.variant().gateways().rowsPerSecond())
        + (isGroup() ? group(gateway) : "");
  }

  private boolean isGroup() {
    return layout.gatewayNames().size() > 1 || layout.variant().gateways().shards() > 1;
  }

  private String group(String gateway) {
    return """
      group:
        self: %1$s
        shards: %4$d
        members:
    %2$s\
        tls: {certificate: %3$s/%1$s.pem, key: %3$s/%1$s.key, authority: %3$s/ca.pem}
    """
        .formatted(
            gateway,
            lines(
                layout.gatewayNames(),
                name ->
                    "      - {name: %s, address: %s, port: %d}"
                        .formatted(name, layout.gatewayAddress(name), FleetLayout.LOG_PORT)),
            folder,
            layout.variant().gateways().shards());
  }

  private String site(String gateway) {
    String first = layout.topology().sites().getFirst().id();
    int index = layout.gatewayNames().indexOf(gateway);
    return index == 0 ? first : first + "-" + (index + 1);
  }

  Path api(String region) throws IOException {
    return write(
        region,
        """
        region: %s
        gateways:
        %s\
        gatewayTokenFile: %s
        customers:
          - {name: %s, tokenSha256: %s}
        shutdownNotice: 500ms
        """
            .formatted(
                region,
                lines(
                    layout.gatewayNames(),
                    name ->
                        "  - {site: %s, address: \"%s\"}"
                            .formatted(site(name), layout.gateway(name))),
                secrets.gatewayFile(),
                CUSTOMER,
                HashedTokens.sha256(secrets.customer())),
        layout.address(region),
        layout.apiPort(region));
  }

  /**
   * Certificates for daemons and gateways, made anew: those of an earlier fleet are good for
   * nothing.
   */
  void certificates() throws IOException {
    Authority authority = new Authority();
    authority.publish(folder.resolve("ca.pem"));
    for (String daemon : layout.daemonNames()) {
      authority.issue(
          daemon,
          layout.daemonAddress(daemon),
          folder.resolve(daemon + ".pem"),
          folder.resolve(daemon + ".key"));
    }
    for (String gateway : layout.gatewayNames()) {
      authority.issue(
          gateway,
          layout.gatewayAddress(gateway),
          folder.resolve(gateway + ".pem"),
          folder.resolve(gateway + ".key"));
    }
  }

  Path failover(String daemon) throws IOException {
    return write(
        daemon,
        // What a group of another size left there is nothing to go on with.
        "stateDirectory: %s%n".formatted(state(daemon + "-of-" + layout.daemons()))
            + zone()
            + "dns: {address: %s, port: %d}%n"
                .formatted(layout.daemonAddress(daemon), FleetLayout.DNS_PORT)
            + probe(daemon)
            + detector()
            + (layout.daemons() > 1 ? replication(daemon) : "")
            + operators()
            + endpoints(),
        layout.daemonAddress(daemon));
  }

  private String zone() {
    ServiceName service = layout.topology().service();
    return """
    zone:
      name: %1$s
      primary: %2$s.%1$s
      contact: ops.%1$s
      nameServers:
    %3$s\
      ttl: %4$ds
      answers: 2
      service: %5$s
    """
        .formatted(
            service.zone(),
            layout.daemonNames().getFirst(),
            lines(
                layout.daemonNames(),
                daemon ->
                    "    - {name: %s.%s, address: %s}"
                        .formatted(daemon, service.zone(), layout.daemonAddress(daemon))),
            service.ttl().toSeconds(),
            service.label());
  }

  /** A daemon probes from its own address, so that a fault can tell its packets from others'. */
  private String probe(String daemon) {
    // A gateway that shares its cores with all the rest is slow for everybody at once, so deep
    // probes run only where a drill needs them.
    String deep =
        layout.variant().fronted().isEmpty() ? "" : ", deepPath: /health/deep, deepInterval: 100ms";
    return """
    # Everything shares this machine's cores: what is slow here need not be dead.
    probe: {source: %s, timeoutFloor: 60ms, timeoutCap: 120ms%s}
    """
        .formatted(layout.daemonAddress(daemon), deep);
  }

  private String detector() {
    return layout.variant().defaultDetector()
        ? ""
        : """
        # Drills trip the same region again and again; the defaults keep it out for minutes.
        detector: {returnMinimum: 500ms, holdDown: {first: 500ms, cap: 2s}}
        plan: {rampPercentPerSecond: 50}
        """;
  }

  private String replication(String daemon) {
    return """
    replication:
      self: %1$s
      members:
    %2$s\
      electionTimeout: {min: 150ms, max: 300ms}
      tls: {certificate: %3$s/%1$s.pem, key: %3$s/%1$s.key, authority: %3$s/ca.pem}
    """
        .formatted(
            daemon,
            lines(
                layout.daemonNames(),
                name ->
                    "    - {name: %s, address: %s, port: %d}"
                        .formatted(name, layout.daemonAddress(name), FleetLayout.LOG_PORT)),
            folder);
  }

  private String operators() {
    return "operators:\n"
        + lines(
            secrets.operators(),
            operator ->
                "  - {name: %s, role: %s, tokenSha256: %s}"
                    .formatted(operator.name(), operator.role(), operator.tokenSha256()));
  }

  private String endpoints() {
    return "endpoints:\n"
        + lines(
            layout.regions(),
            region ->
                "  - {region: %s, address: %s, port: %d, weight: 100}"
                    .formatted(region, layout.address(region), FleetLayout.PORT));
  }

  private static <T> String lines(List<T> values, Function<T, String> line) {
    return values.stream().map(line.andThen(text -> text + "\n")).collect(Collectors.joining());
  }

  private Path state(String member) throws IOException {
    return Files.createDirectories(FleetLayout.state(folder, member));
  }

  private Path write(String member, String own, String address) throws IOException {
    return write(member, own, address, FleetLayout.PORT);
  }

  private Path write(String member, String own, String address, int port) throws IOException {
    String server =
        """
        server:
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
            .formatted(address, port, address, FleetLayout.ADMIN_PORT);
    return Files.writeString(folder.resolve(member + ".yml"), own + server);
  }
}
