package io.eightnines.failover.dns.guard;

/**
 * Where in a message the parts are that protection looks at. Whatever the bytes are, finding them
 * ends, and allocates nothing but this.
 *
 * @param questionEnd the index after the only question; 0 if there is not exactly one
 * @param optAt the index of the OPT record (RFC 6891); 0 if there is none
 * @param cookieAt the index of the cookie's bytes within the OPT record; 0 if there is none
 * @param cookieLength its bytes, client's and server's part together
 */
record Anatomy(int questionEnd, int optAt, int cookieAt, int cookieLength) {
  static final int HEADER_BYTES = 12;

  /** An OPT record's own bytes: root name, type, class, TTL, length of the options. */
  static final int OPT_BYTES = 11;

  private static final int OPT = 41;
  private static final int COOKIE = 10;
  private static final Anatomy NOTHING = new Anatomy(0, 0, 0, 0);

  /** Finds the parts of a message, or nothing in one that cannot be followed to its end. */
  static Anatomy of(byte[] message) {
    if (message.length < HEADER_BYTES || u16(message, 4) != 1) {
      return NOTHING;
    }
    int questionEnd = afterName(message, HEADER_BYTES) + 4;
    if (questionEnd < HEADER_BYTES || questionEnd > message.length) {
      return NOTHING;
    }
    int records = u16(message, 6) + u16(message, 8) + u16(message, 10);
    int at = questionEnd;
    for (int i = 0; i < records; i++) {
      int fixed = afterName(message, at);
      if (fixed < 0 || fixed + 10 > message.length) {
        return NOTHING;
      }
      int end = fixed + 10 + u16(message, fixed + 8);
      if (end > message.length) {
        return NOTHING;
      }
      if (u16(message, fixed) == OPT && fixed == at + 1) {
        return withOptions(message, questionEnd, at, end);
      }
      at = end;
    }
    return new Anatomy(questionEnd, 0, 0, 0);
  }

  private static Anatomy withOptions(byte[] message, int questionEnd, int optAt, int end) {
    int at = optAt + OPT_BYTES;
    while (at + 4 <= end) {
      int length = u16(message, at + 2);
      if (at + 4 + length > end) {
        break;
      }
      if (u16(message, at) == COOKIE) {
        return new Anatomy(questionEnd, optAt, at + 4, length);
      }
      at += 4 + length;
    }
    return new Anatomy(questionEnd, optAt, 0, 0);
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
