package io.eightnines.failover.dns;

/** How a query came, which bounds how large its response may be. */
public enum Transport {
  UDP,
  TCP;

  /** Without EDNS a datagram carries at most 512 bytes (RFC 1035 section 4.2.1). */
  static final int PLAIN_UDP_BYTES = 512;

  /**
   * The largest datagram that we send and offer to receive: fits an Ethernet frame under IPv6
   * without fragments (the DNS flag day of 2020).
   */
  static final int MAX_UDP_BYTES = 1232;

  String label() {
    return switch (this) {
      case UDP -> "udp";
      case TCP -> "tcp";
    };
  }
}
