package io.eightnines.failover.dns;

/** A query as it came; for use by one thread, which may put the next in its place. */
final class Query {
  private final Transport transport;
  private byte[] bytes;
  private byte[] source;

  /** None yet. */
  Query(Transport transport) {
    this(new byte[0], transport, new byte[0]);
  }

  /**
   * @param source the address that sent it, or whoever claims to be that; as on the wire
   */
  Query(byte[] bytes, Transport transport, byte[] source) {
    this.transport = transport;
    this.bytes = bytes;
    this.source = source;
  }

  /** Becomes another one, which came the same way. */
  void set(byte[] newBytes, byte[] newSource) {
    bytes = newBytes;
    source = newSource;
  }

  byte[] bytes() {
    return bytes;
  }

  Transport transport() {
    return transport;
  }

  byte[] source() {
    return source;
  }

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
