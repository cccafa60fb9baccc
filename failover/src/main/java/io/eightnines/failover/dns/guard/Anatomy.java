package io.eightnines.failover.dns.guard;

/**
 * Where in a message the parts are that protection looks at. Whatever the bytes are, finding them
 * ends, and allocates nothing: what is known of one message gives way to the next. For use by one
 * thread.
 */
final class Anatomy {
  static final int HEADER_BYTES = 12;

  /** An OPT record's own bytes: root name, type, class, TTL, length of the options. */
  static final int OPT_BYTES = 11;

  private static final int OPT = 41;
  private static final int COOKIE = 10;

  private int questionEnd;
  private int optAt;
  private int cookieAt;
  private int cookieLength;

  /** Finds the parts of a message. */
  static Anatomy of(byte[] message) {
    Anatomy anatomy = new Anatomy();
    anatomy.read(message);
    return anatomy;
  }

  /** Finds the parts of another message, or nothing in one that cannot be followed to its end. */
  void read(byte[] message) {
    forget();
    if (message.length < HEADER_BYTES || u16(message, 4) != 1) {
      return;
    }
    int at = afterName(message, HEADER_BYTES) + 4;
    if (at < HEADER_BYTES || at > message.length) {
      return;
    }
    questionEnd = at;
    int records = u16(message, 6) + u16(message, 8) + u16(message, 10);
    for (int i = 0; i < records && !hasOpt(); i++) {
      int fixed = afterName(message, at);
      int end = fixed < 0 ? -1 : endOfRecord(message, fixed);
      if (end < 0) {
        forget();
        return;
      }
      if (u16(message, fixed) == OPT && fixed == at + 1) {
        optAt = at;
        findCookie(message, end);
      }
      at = end;
    }
  }

  private void forget() {
    questionEnd = 0;
    optAt = 0;
    cookieAt = 0;
    cookieLength = 0;
  }

  /** The index after the record whose type stands at {@code fixed}, or -1 if it is not whole. */
  private static int endOfRecord(byte[] message, int fixed) {
    if (fixed + 10 > message.length) {
      return -1;
    }
    int end = fixed + 10 + u16(message, fixed + 8);
    return end > message.length ? -1 : end;
  }

  private void findCookie(byte[] message, int end) {
    int at = optAt + OPT_BYTES;
    while (at + 4 <= end) {
      int length = u16(message, at + 2);
      if (at + 4 + length > end) {
        return;
      }
      if (u16(message, at) == COOKIE) {
        cookieAt = at + 4;
        cookieLength = length;
        return;
      }
      at += 4 + length;
    }
  }

  /** The index after a name (RFC 1035 section 4.1.4), or far below 0 if there is no end. */
  private static int afterName(byte[] message, int start) {
    int at = start;
    while (at < message.length) {
      int length = message[at] & 0xFF;
      if (length == 0) {
        return at + 1;
      }
      if (length >= 0xC0) {
        return at + 2;
      }
      at += 1 + length;
    }
    return -HEADER_BYTES;
  }

  /** The index after the only question; 0 if there is not exactly one. */
  int questionEnd() {
    return questionEnd;
  }

  /** The index of the OPT record (RFC 6891); 0 if there is none. */
  int optAt() {
    return optAt;
  }

  /** The index of the cookie's bytes within the OPT record; 0 if there is none. */
  int cookieAt() {
    return cookieAt;
  }

  /** The cookie's bytes, client's and server's part together. */
  int cookieLength() {
    return cookieLength;
  }

  boolean hasOpt() {
    return optAt > 0;
  }

  boolean hasCookie() {
    return cookieAt > 0;
  }

  /** The index after the OPT record. */
  int optEnd(byte[] message) {
    return optAt + OPT_BYTES + u16(message, optAt + 9);
  }

  static int u16(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  static void putU16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }
}
