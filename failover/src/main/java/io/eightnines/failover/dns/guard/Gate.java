package io.eightnines.failover.dns.guard;

import io.eightnines.failover.dns.guard.Cookies.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A way through a shield, for one thread: bytes in, bytes or silence (null) out. A usual query
 * makes no object.
 */
public final class Gate {
  private final Shield shield;
  private final Answering answers;
  private final Anatomy anatomy = new Anatomy();

  Gate(Shield shield, Answering answers) {
    this.shield = shield;
    this.answers = answers;
  }

  /**
   * What to send back for a datagram, or nothing.
   *
   * @param source the address that sent it, or that somebody forged; as on the wire
   */
  public byte @Nullable [] datagram(byte[] query, byte[] source) {
    if (!isQuery(query)) {
      return null; // Answering a response invites two servers to talk for ever.
    }
    anatomy.read(query);
    Standing standing = judged(query, source);
    boolean known = standing == Standing.VALID || shield.trusts(source);
    if (!known) {
      switch (shield.take(source)) {
        case PASS -> {}
        case SLIP -> {
          return hint(query, standing, source);
        }
        case DROP -> {
          shield.count(Measure.DROPPED);
          return null;
        }
      }
    }
    int most = known ? UdpPayload.MAX_BYTES : shield.maxAmplification() * query.length - 1;
    byte[] whole = whole(query, standing, source);
    return whole == null || fits(whole, query, most)
        ? whole
        : cookied(Echo.truncated(query, anatomy), query, standing, source);
  }

  /** What to send back over a connection, whose source nobody can forge; or nothing. */
  public byte @Nullable [] message(byte[] query, byte[] source) {
    if (!isQuery(query)) {
      return null;
    }
    anatomy.read(query);
    return whole(query, judged(query, source), source);
  }

  private static boolean isQuery(byte[] query) {
    return query.length >= Anatomy.HEADER_BYTES && query[2] >= 0;
  }

  private Standing judged(byte[] query, byte[] source) {
    Standing standing = shield.cookies().judge(query, anatomy, source);
    switch (standing) {
      case NONE, FIRST -> {}
      case VALID -> shield.count(Measure.VALID_COOKIE);
      case WRONG -> shield.count(Measure.WRONG_COOKIE);
      case MALFORMED -> shield.count(Measure.MALFORMED_COOKIE);
    }
    return standing;
  }

  /** How a real client gets through although its prefix is over the limit. */
  private byte[] hint(byte[] query, Standing standing, byte[] source) {
    boolean takesCookies = standing == Standing.FIRST || standing == Standing.WRONG;
    shield.count(takesCookies ? Measure.CHALLENGED : Measure.SLIPPED);
    byte[] hint =
        takesCookies
            ? Echo.refused(query, anatomy, Echo.BADCOOKIE)
            : Echo.truncated(query, anatomy);
    return cookied(hint, query, standing, source);
  }

  private byte @Nullable [] whole(byte[] query, Standing standing, byte[] source) {
    if (standing == Standing.MALFORMED) {
      return Echo.refused(query, anatomy, Echo.FORMERR);
    }
    byte[] answer = answers.answer(query, source);
    return answer == null ? null : cookied(answer, query, standing, source);
  }

  /** Whoever shows a cookie, right or wrong, gets one that is right. */
  private byte[] cookied(byte[] response, byte[] query, Standing standing, byte[] source) {
    return switch (standing) {
      case NONE, MALFORMED -> response;
      case FIRST, WRONG, VALID ->
          Echo.withCookie(response, query, anatomy, shield.cookies(), source).orElse(response);
    };
  }

  private boolean fits(byte[] response, byte[] query, int most) {
    if (response.length > most) {
      shield.count(Measure.SHORTENED);
    }
    return response.length <= most && response.length <= payload(query);
  }

  /** The most that the asker takes in one datagram. */
  private int payload(byte[] query) {
    return UdpPayload.bounded(anatomy.hasOpt() ? Anatomy.u16(query, anatomy.optAt() + 3) : 0);
  }
}
