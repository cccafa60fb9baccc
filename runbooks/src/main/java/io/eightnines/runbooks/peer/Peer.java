package io.eightnines.runbooks.peer;

import io.eightnines.runbooks.fleet.FleetLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A name server that drops dead addresses from its answers. */
public enum Peer {
  /**
   * gdnsd 3.8. It refuses an interval of 1 s although its manual allows it, and waits a second
   * after a change of state before its answers change.
   */
  GDNSD("127.0.3.101", "gdnsd", "gdnsd") {
    @Override
    Map<String, String> files(Purpose purpose, FleetLayout layout, Path folder) {
      Map<String, String> files = new LinkedHashMap<>();
      files.put(
          "config",
          """
          options => {
            listen => [ %1$s:%2$d ]
            run_dir => %3$s
            state_dir => %3$s
            udp_threads => 2
            zones_default_ttl => 5
          }
          service_types => {
            ready => {
              plugin => http_status, port => %4$d, url_path => /health/ready, ok_codes => [ 200 ]
              interval => 2, timeout => 1, up_thresh => 1, ok_thresh => 1, down_thresh => 1
            }
          }
          plugins => {
            %5$s
          }
          """
              .formatted(
                  address(),
                  FleetLayout.DNS_PORT,
                  folder,
                  FleetLayout.PORT,
                  purpose.of(multifo(layout), weighted(layout))));
      files.put(
          "zones/example.test",
          ZONE.formatted(address())
              + "api 5 DYNA %s!api%n".formatted(purpose.of("multifo", "weighted")));
      return files;
    }

    private static String multifo(FleetLayout layout) {
      return "multifo => { service_types => [ ready ], up_thresh => 0.01, api => [ %s ] }"
          .formatted(String.join(", ", addresses(layout)));
    }

    private static String weighted(FleetLayout layout) {
      return "weighted => { service_types => [ ready ], up_thresh => 0.01, api => { %s } }"
          .formatted(
              addresses(layout).stream()
                  .map(
                      address -> "r%s => [ %s, 100 ]".formatted(address.replace('.', '-'), address))
                  .collect(Collectors.joining(", ")));
    }

    @Override
    List<String> arguments(Path folder) {
      return List.of("-c", folder.toString(), "start");
    }
  },

  /** PowerDNS 4.7 with a Lua record; its checks begin with the first question. */
  POWERDNS("127.0.3.102", "pdns_server", "pdns-server and pdns-backend-bind") {
    @Override
    Map<String, String> files(Purpose purpose, FleetLayout layout, Path folder) {
      Map<String, String> files = new LinkedHashMap<>();
      files.put(
          "pdns.conf",
          """
          launch=bind
          bind-config=%1$s/named.conf
          local-address=%2$s
          local-port=%3$d
          enable-lua-records=shared
          lua-health-checks-interval=1
          receiver-threads=2
          reuseport=yes
          socket-dir=%1$s
          daemon=no
          guardian=no
          setuid=
          setgid=
          """
              .formatted(folder, address(), FleetLayout.DNS_PORT));
      files.put(
          "named.conf",
          "zone \"example.test\" { type master; file \"%s/example.test\"; };%n".formatted(folder));
      files.put(
          "example.test",
          "$ORIGIN example.test.\n"
              + ZONE.formatted(address())
              + "api 5 IN LUA A \"%s\"%n".formatted(purpose.of(ifurlup(layout), pick(layout))));
      return files;
    }

    private static String ifurlup(FleetLayout layout) {
      return "ifurlup('http://%s:%d/health/ready', {{%s}}, {selector='all', timeout=1})"
          .formatted(
              layout.service(),
              FleetLayout.PORT,
              addresses(layout).stream()
                  .map(address -> "'" + address + "'")
                  .collect(Collectors.joining(",")));
    }

    private static String pick(FleetLayout layout) {
      return "pickwrandom({%s})"
          .formatted(
              addresses(layout).stream()
                  .map(address -> "{100, '" + address + "'}")
                  .collect(Collectors.joining(", ")));
    }

    @Override
    List<String> arguments(Path folder) {
      return List.of("--config-dir=" + folder);
    }
  };

  /** What is measured. */
  public enum Purpose {
    /** How fast a dead address leaves the answers: all healthy addresses, checks in front. */
    FAILOVER,
    /** How many answers a second: one address by weight. */
    SPEED;

    private String of(String failover, String speed) {
      return this == FAILOVER ? failover : speed;
    }
  }

  private static final String ZONE =
      """
      @ 5 IN SOA ns1 ops 1 7200 1800 259200 5
      @ 5 IN NS ns1
      ns1 5 IN A %s
      """;

  private final String address;
  private final String command;
  private final String packages;

  Peer(String address, String command, String packages) {
    this.address = address;
    this.command = command;
    this.packages = packages;
  }

  /** Its configuration files by name. */
  abstract Map<String, String> files(Purpose purpose, FleetLayout layout, Path folder);

  abstract List<String> arguments(Path folder);

  /** Where it answers, on the port of our own name servers. */
  public String address() {
    return address;
  }

  Path program() {
    return Path.of("/usr/sbin").resolve(command);
  }

  /** The Debian packages that bring it. */
  String packages() {
    return packages;
  }

  private static List<String> addresses(FleetLayout layout) {
    return layout.regions().stream().map(layout::address).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
