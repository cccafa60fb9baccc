package io.eightnines.runbooks.fleet;

import java.util.List;

/** What a member of the fleet is; the JVM flags keep five of them small and quick to start. */
enum Role {
  GATEWAY("io.eightnines.gateway.GatewayApplication"),
  API("io.eightnines.api.ApiApplication"),
  FAILOVER("io.eightnines.failover.FailoverApplication");

  private final String mainClass;

  Role(String mainClass) {
    this.mainClass = mainClass;
  }

  List<String> arguments() {
    return List.of(
        "-Xms64m",
        "-Xmx160m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED");
  }

  String mainClass() {
    return mainClass;
  }
}
