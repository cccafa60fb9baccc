package io.eightnines.runbooks.fleet;

import java.util.List;

/** What a member of the fleet is; the JVM flags keep five of them small and quick to start. */
enum Role {
  GATEWAY("io.eightnines.gateway.GatewayApplication", "--enable-native-access=ALL-UNNAMED"),
  API("io.eightnines.api.ApiApplication", "-XX:TieredStopAtLevel=1"),
  FAILOVER("io.eightnines.failover.FailoverApplication", "-XX:TieredStopAtLevel=1");

  private final String mainClass;
  private final String flag;

  Role(String mainClass, String flag) {
    this.mainClass = mainClass;
    this.flag = flag;
  }

  List<String> arguments() {
    return List.of("-Xms64m", "-Xmx160m", "-XX:+UseSerialGC", flag);
  }

  String mainClass() {
    return mainClass;
  }
}
