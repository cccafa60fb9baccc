package io.eightnines.failover.dns.guard;

/** How many bytes a datagram may carry. */
public final class UdpPayload {
  /** Without EDNS a datagram carries at most 512 bytes (RFC 1035 section 4.2.1). */
  public static final int PLAIN_BYTES = 512;

  /**
   * The largest datagram that we send and offer to receive: fits an Ethernet frame under IPv6
   * without fragments (the DNS flag day of 2020).
   */
  public static final int MAX_BYTES = 1232;

  private UdpPayload() {}

  /** What we send to somebody who offers to take so much; below 512 means 512 (RFC 6891 6.2.3). */
  public static int bounded(int offeredBytes) {
    return Math.clamp(offeredBytes, PLAIN_BYTES, MAX_BYTES);
  }
}
