package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.UdpPayload;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.geo.Located;
import org.xbill.DNS.Type;

/**
 * The OPT record of a query, or the absence of one (RFC 6891); one after another, for use by one
 * thread.
 */
final class Extension {
  private static final int OPT_BYTES = 11;
  private static final int SUBNET = 8;
  private static final int COOKIE = 10;
  private static final int PADDING = 12;

  /** Above this no option has a form that could be wrong. */
  private static final int LAST_KNOWN_OPTION = 20;

  private boolean present;
  private boolean dnssecOk;
  private int limit;
  private int subnetAt;
  private int subnetBytes;

  /** False if what follows the question is anything else than one plain OPT record, or nothing. */
  boolean read(Query query, int at) {
    present = query.u16(10) != 0;
    dnssecOk = false;
    subnetAt = 0;
    subnetBytes = 0;
    if (!present) {
      limit = limit(query, UdpPayload.PLAIN_BYTES);
      return at == query.length();
    }
    boolean plain =
        at + OPT_BYTES <= query.length()
            && query.u8(at) == 0
            && query.u16(at + 1) == Type.OPT
            && query.u8(at + 6) == 0
            && at + OPT_BYTES + query.u16(at + 9) == query.length();
    if (!plain) {
      return false;
    }
    dnssecOk = (query.u8(at + 7) & 0x80) != 0;
    limit = limit(query, query.u16(at + 3));
    return readOptions(query, at + OPT_BYTES);
  }

  private boolean readOptions(Query query, int first) {
    int at = first;
    while (at < query.length()) {
      if (at + 4 > query.length() || at + 4 + query.u16(at + 2) > query.length()) {
        return false;
      }
      int code = query.u16(at);
      int bytes = query.u16(at + 2);
      if (code == SUBNET && subnetAt == 0 && isWellFormed(query, at + 4, bytes)) {
        subnetAt = at + 4;
        subnetBytes = bytes;
      } else if (!isIgnored(code, bytes)) {
        return false;
      }
      at += 4 + bytes;
    }
    return true;
  }

  /** Whether the asker knows of EDNS. */
  boolean isPresent() {
    return present;
  }

  /** Whether it wants what belongs to DNSSEC (RFC 3225). */
  boolean isDnssecOk() {
    return dnssecOk;
  }

  /** How long a response may be, in bytes. */
  int limit() {
    return limit;
  }

  /** Where the data of a client-subnet option begins (RFC 7871 section 6), or 0. */
  int subnetAt() {
    return subnetAt;
  }

  int subnetBytes() {
    return subnetBytes;
  }

  private static boolean isIgnored(int code, int bytes) {
    boolean cookie = code == COOKIE && (bytes == 8 || (bytes >= 16 && bytes <= 40));
    return cookie || code == PADDING || code > LAST_KNOWN_OPTION;
  }

  /** A network of a known family, no longer than it says, with zeros after it, and no scope. */
  private static boolean isWellFormed(Query query, int at, int bytes) {
    if (bytes < 4) {
      return false;
    }
    int family = query.u16(at);
    int bits = query.u8(at + 2);
    int whole = family == 1 ? 32 : 128;
    return (family == 1 || family == 2)
        && bits <= whole
        && query.u8(at + 3) == 0
        && bytes == 4 + (bits + 7) / 8
        && (bits % 8 == 0 || (query.u8(at + bytes - 1) & (0xFF >> (bits % 8))) == 0);
  }

  private static int limit(Query query, int offered) {
    return switch (query.transport()) {
      case TCP -> UdpPayload.MAX_BYTES; // Larger ones are rare enough to be thought about.
      case UDP -> UdpPayload.bounded(offered);
    };
  }

  /** Where the client is that asks, or for whom is asked. */
  Located locate(Query query, GeoTable geo) {
    if (geo.isEmpty()) {
      return Located.NOWHERE;
    }
    int bits = subnetAt == 0 ? 0 : query.u8(subnetAt + 2);
    if (bits == 0) {
      return geo.find(query.source(), query.source().length * Byte.SIZE);
    }
    byte[] address = new byte[query.u16(subnetAt) == 1 ? 4 : 16];
    System.arraycopy(query.bytes(), subnetAt + 4, address, 0, subnetBytes - 4);
    return geo.find(address, bits);
  }

  /** The scope of an answer for a client who gave its network; else nobody is told. */
  int scope(Query query, Located client) {
    return subnetAt == 0 || query.u8(subnetAt + 2) == 0 ? 0 : client.scopeBits();
  }
}
