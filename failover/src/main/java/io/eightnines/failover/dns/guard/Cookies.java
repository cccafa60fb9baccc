package io.eightnines.failover.dns.guard;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes and checks server cookies: version, time and a SipHash-2-4 over them, the client's cookie
 * and its address (RFC 9018 section 4). Nothing is remembered about anybody.
 */
final class Cookies {
  /** What a query's cookie says about who sent it. */
  enum Standing {
    /** No cookie, or one in a message that nobody can follow. */
    NONE,
    /** The client's part only: it wants the server's. */
    FIRST,
    /** A server's part that is not ours, is too old, or belongs to another address. */
    WRONG,
    VALID,
    /** A length that no cookie has (RFC 7873 section 5.2.2). */
    MALFORMED
  }

  static final int CLIENT_BYTES = 8;
  static final int SERVER_BYTES = 16;
  private static final int MIN_SERVER_BYTES = 8;
  private static final int MAX_SERVER_BYTES = 32;
  private static final byte VERSION = 1;

  /** What is hashed before the address: client's cookie, version, reserved, time. */
  private static final int HASHED_BYTES = CLIENT_BYTES + 8;

  /** RFC 9018 section 4.3: an hour old is too old, five minutes of error between clocks are not. */
  private static final int MAX_AGE_S = 3600;

  private static final int MAX_AHEAD_S = 300;

  private final Supplier<List<CookieSecret>> secrets;
  private final InstantSource wall;

  /**
   * @param secrets the first makes cookies, all are accepted
   */
  Cookies(Supplier<List<CookieSecret>> secrets, InstantSource wall) {
    this.secrets = secrets;
    this.wall = wall;
  }

  Standing judge(byte[] query, Anatomy anatomy, byte[] address) {
    if (!anatomy.hasCookie()) {
      return Standing.NONE;
    }
    int server = anatomy.cookieLength() - CLIENT_BYTES;
    if (server == 0) {
      return Standing.FIRST;
    }
    if (server < MIN_SERVER_BYTES || server > MAX_SERVER_BYTES) {
      return Standing.MALFORMED;
    }
    return server == SERVER_BYTES && isOurs(query, anatomy.cookieAt(), address)
        ? Standing.VALID
        : Standing.WRONG;
  }

  private boolean isOurs(byte[] query, int at, byte[] address) {
    ByteBuffer cookie = ByteBuffer.wrap(query, at, CLIENT_BYTES + SERVER_BYTES);
    long client = cookie.getLong();
    int versionAndReserved = cookie.getInt();
    int time = cookie.getInt();
    long hash = cookie.getLong();
    int age = now() - time; // serial numbers (RFC 1982): the difference survives the year 2106
    if (versionAndReserved != VERSION << 24 || age > MAX_AGE_S || age < -MAX_AHEAD_S) {
      return false;
    }
    boolean ours = false;
    for (CookieSecret secret : secrets.get()) {
      // Of two longs a comparison takes the same time whichever bits differ.
      ours |= hash(secret, client, time, address) == hash;
    }
    return ours;
  }

  /** Writes the whole cookie for the client whose part begins at {@code at} in its query. */
  void write(byte[] query, int at, byte[] address, ByteBuffer to) {
    long client = ByteBuffer.wrap(query, at, CLIENT_BYTES).getLong();
    int time = now();
    to.putLong(client).putInt(VERSION << 24).putInt(time);
    to.putLong(hash(secrets.get().getFirst(), client, time, address));
  }

  private static long hash(CookieSecret secret, long client, int time, byte[] address) {
    byte[] hashed = new byte[HASHED_BYTES + address.length];
    ByteBuffer.wrap(hashed).putLong(client).putInt(VERSION << 24).putInt(time).put(address);
    long littleEndian = Hashing.sipHash24(secret.low(), secret.high()).hashBytes(hashed).asLong();
    return Long.reverseBytes(littleEndian);
  }

  private int now() {
    return (int) wall.instant().getEpochSecond();
  }
}
