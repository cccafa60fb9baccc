package io.eightnines.runbooks.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a member of the fleet is; the JVM flags keep seven of them small and quick to start. */
enum Role {
  GATEWAY("io.eightnines.gateway.GatewayApplication"),
  API("io.eightnines.api.ApiApplication"),
  FAILOVER("io.eightnines.failover.FailoverApplication");

  /**
   * The JVM collects everything, which stops it for 100 to 500 ms here, whenever room for classes
   * or compiled code first grows past a mark; with room for all of it from the start it never does.
   */
  private static final List<String> SMALL =
      List.of(
          "-Xms96m",
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:MetaspaceSize=128m",
          "-XX:ReservedCodeCacheSize=240m",
          "--enable-native-access=ALL-UNNAMED");

  /**
   * What a drill kills every few seconds does not live to gain by a better compiler. The kernel
   * closes the sockets of a killed process after it has taken back the memory, which takes half as
   * long by huge pages.
   */
  private static final List<String> OFTEN_RESTARTED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseTransparentHugePages");

  /**
   * A daemon decides a few times a second: what it does when a region dies would still be
   * interpreted after minutes, so the first compiler comes ten times sooner. (Ratis' netty reads
   * memory in a way that the JVM warns of.)
   */
  private static final List<String> SELDOM_BUSY =
      List.of("-XX:CompileThresholdScaling=0.1", "--sun-misc-unsafe-memory-access=allow");

  /**
   * A daemon answers queries all the time. A young generation of this size is collected in 2 to 5
   * ms, one of 32 MB in 6 to 15. The JVM's own thread, which stops the others and lets them go on,
   * goes before them (nice -4), or it waits for a processor in the middle of that, 4 ms and more
   * where queries take all there are; compilers stay with the others. Only root may: elsewhere the
   * JVM warns, and starts all the same.
   */
  private static final List<String> SHORT_STOPS =
      List.of("-Xmn8m", "-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=0");

  /** Requests make far more garbage. */
  private static final String LARGE_YOUNG_GENERATION = "-Xmn32m";

  /**
   * Three daemons on two processors would be busy compiling when the first of what a drill kills
   * dies, and again after each restart.
   */
  private static final List<String> ONE_OF_SEVERAL = List.of("-XX:TieredStopAtLevel=1");

  /**
   * What a daemon alone does for each query deserves the second compiler, which comes when it
   * always does: sooner, and it would spend a tenth of the processors on what is seldom run.
   */
  private static final List<String> ALONE =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private final String mainClass;

  Role(String mainClass) {
    this.mainClass = mainClass;
  }

  /**
   * The command that runs one of so many of its kind.
   *
   * @param verb what the program is to do with the file: {@code server} or {@code check}
   */
  List<String> command(int alike, Archives archives, String verb, Path file) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(arguments(alike));
    command.addAll(archives.flags(this));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(verb, file.toString()));
    return command;
  }

  private List<String> arguments(int alike) {
    List<String> all = new ArrayList<>(SMALL);
    switch (this) {
      case GATEWAY -> {
        all.add(LARGE_YOUNG_GENERATION);
        all.addAll(alike > 1 ? OFTEN_RESTARTED : List.of());
      }
      case API -> {
        all.add(LARGE_YOUNG_GENERATION);
        all.addAll(OFTEN_RESTARTED);
      }
      case FAILOVER -> {
        all.addAll(SELDOM_BUSY);
        all.addAll(SHORT_STOPS);
        all.addAll(alike > 1 ? ONE_OF_SEVERAL : ALONE);
      }
    }
    return all;
  }
}
