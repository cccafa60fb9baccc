package io.eightnines.failover.dns;

import java.net.InetAddress;

/**
 * A query as it came.
 *
 * @param source who sent it, or whoever claims to be that
 */
@SuppressWarnings("ArrayRecordComponent") // Read where it lies, for speed; never compared.
record Query(byte[] bytes, Transport transport, InetAddress source) {
  int length() {
    return bytes.length;
  }

  int u8(int offset) {
    return bytes[offset] & 0xFF;
  }

  int u16(int offset) {
    return u8(offset) << 8 | u8(offset + 1);
  }
}
