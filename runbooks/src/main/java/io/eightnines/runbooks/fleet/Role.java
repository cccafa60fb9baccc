package io.eightnines.runbooks.fleet;

import java.util.ArrayList;
import java.util.List;

/** What a member of the fleet is; the JVM flags keep seven of them small and quick to start. */
enum Role {
  GATEWAY("io.eightnines.gateway.GatewayApplication"),
  API("io.eightnines.api.ApiApplication"),
  FAILOVER("io.eightnines.failover.FailoverApplication");

  private static final List<String> SMALL =
      List.of(
          "-Xms64m",
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  /**
   * A daemon decides a few times a second: what it does when a region dies would still be
   * interpreted after minutes. (Ratis' netty reads memory in a way that the JVM warns of.)
   */
  private static final List<String> SELDOM_BUSY =
      List.of("-XX:CompileThresholdScaling=0.1", "--sun-misc-unsafe-memory-access=allow");

  private final String mainClass;

  Role(String mainClass) {
    this.mainClass = mainClass;
  }

  List<String> arguments() {
    List<String> all = new ArrayList<>(SMALL);
    if (this == FAILOVER) {
      all.addAll(SELDOM_BUSY);
    }
    return all;
  }

  String mainClass() {
    return mainClass;
  }
}
