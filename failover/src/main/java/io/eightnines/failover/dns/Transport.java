package io.eightnines.failover.dns;

/** How a query came, which bounds how large its response may be. */
public enum Transport {
  UDP,
  TCP;

  String label() {
    return switch (this) {
      case UDP -> "udp";
      case TCP -> "tcp";
    };
  }
}
