package io.eightnines.log;

import java.net.InetAddress;

/** One daemon of the group; {@code address} is what its certificate must be made out to. */
public record Member(String name, String address, int port) {
  public Member {
    if (name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("name must have 1 to 64 characters, is '" + name + "'");
    }
    if (address.isBlank()) {
      throw new IllegalArgumentException("address of " + name + " must not be empty");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port of " + name + " must be 0 to 65535, is " + port);
    }
  }

  /** Whether an address can be one machine's: neither every one of this machine nor a group's. */
  public static boolean mayStandAt(InetAddress address) {
    return !address.isAnyLocalAddress() && !address.isMulticastAddress();
  }

  /**
   * Where its log listens, as {@code ADDRESS:PORT}; an IPv6 address stands in brackets (RFC 3986
   * section 3.2.2).
   */
  public String place() {
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }

  /** As {@code NAME ADDRESS:PORT}. */
  public String text() {
    return name + " " + place();
  }
}
