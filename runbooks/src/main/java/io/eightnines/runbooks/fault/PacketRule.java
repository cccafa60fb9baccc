package io.eightnines.runbooks.fault;

import io.eightnines.runbooks.fleet.Cgroup;

/** Which TCP packets are dropped. */
public sealed interface PacketRule {

  /**
   * Both directions of all connections to a server, as if its network were gone.
   *
   * @param address that the server listens on
   */
  record Silenced(String address, int port) implements PacketRule {}

  /**
   * Both directions of all connections from an address to the servers on a port.
   *
   * @param source that the connections were bound to
   */
  record Blinded(String source, int port) implements PacketRule {}

  /**
   * Both directions of all connections between a member of a cluster and the others, whoever opened
   * them.
   *
   * @param group that the member's process was put into before it opened a socket
   * @param address that the member listens on
   * @param port that every member listens on
   */
  record CutOff(Cgroup group, String address, int port) implements PacketRule {}

  /** The rule for packets that arrive. */
  default String input() {
    return switch (this) {
      case Silenced(String address, int port) -> bothWays(address, port);
      case Blinded(String source, int port) ->
          """
          ip saddr %1$s tcp dport %2$d drop
          ip daddr %1$s tcp sport %2$d drop
          """
              .formatted(source, port);
      case CutOff(Cgroup group, String address, int port) ->
          bothWays(address, port) + "%s tcp sport %d drop%n".formatted(of(group), port);
    };
  }

  /** The rule for packets that leave; a process can be told from another only here. */
  default String output() {
    return switch (this) {
      case Silenced _, Blinded _ -> "";
      case CutOff(Cgroup group, String _, int port) ->
          "%s tcp dport %d drop%n".formatted(of(group), port);
    };
  }

  private static String bothWays(String address, int port) {
    return """
    ip daddr %1$s tcp dport %2$d drop
    ip saddr %1$s tcp sport %2$d drop
    """
        .formatted(address, port);
  }

  private static String of(Cgroup group) {
    return "socket cgroupv2 level %d \"%s\"".formatted(Cgroup.LEVEL, group.path());
  }
}
