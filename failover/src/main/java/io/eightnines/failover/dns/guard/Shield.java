package io.eightnines.failover.dns.guard;

import io.eightnines.failover.dns.guard.Cookies.Standing;
import io.eightnines.failover.network.Network;
import io.eightnines.time.Clocks;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Stands between the listeners and the answer function: what goes back to an address that may be
 * forged is bounded. Safe for use by several threads.
 */
public final class Shield {
  private final ShieldPolicy policy;
  private final Optional<Buckets> buckets;
  private final Cookies cookies;
  private final Consumer<Measure> counted;

  /**
   * @param random for the table of buckets
   * @param counted told of each measure, by several threads
   */
  public Shield(
      ShieldPolicy policy,
      Supplier<List<CookieSecret>> secrets,
      Clocks clocks,
      RandomGenerator random,
      Consumer<Measure> counted) {
    this.policy = policy;
    this.buckets = policy.rate().map(rate -> new Buckets(rate, clocks.ticker(), random));
    this.cookies = new Cookies(secrets, clocks.wall());
    this.counted = counted;
  }

  /** What to send back for a datagram, or nothing. */
  public Optional<byte[]> datagram(
      byte[] query, InetAddress source, Function<byte[], Optional<byte[]>> answers) {
    if (!isQuery(query)) {
      return Optional.empty(); // Answering a response invites two servers to talk for ever.
    }
    byte[] address = source.getAddress();
    Anatomy anatomy = Anatomy.of(query);
    Standing standing = judged(query, anatomy, address);
    boolean known = standing == Standing.VALID || isTrusted(address);
    if (!known && buckets.isPresent()) {
      switch (buckets.get().take(policy.prefix().of(address))) {
        case PASS -> {}
        case SLIP -> {
          return Optional.of(hint(query, anatomy, standing, address));
        }
        case DROP -> {
          counted.accept(Measure.DROPPED);
          return Optional.empty();
        }
      }
    }
    int most = known ? UdpPayload.MAX_BYTES : policy.maxAmplification() * query.length - 1;
    Optional<byte[]> whole = whole(query, anatomy, standing, address, answers);
    return whole.isEmpty() || fits(whole.get(), query, anatomy, most)
        ? whole
        : Optional.of(cookied(Echo.truncated(query, anatomy), query, anatomy, standing, address));
  }

  /** What to send back over a connection, whose source nobody can forge; or nothing. */
  public Optional<byte[]> message(
      byte[] query, InetAddress source, Function<byte[], Optional<byte[]>> answers) {
    if (!isQuery(query)) {
      return Optional.empty();
    }
    byte[] address = source.getAddress();
    Anatomy anatomy = Anatomy.of(query);
    return whole(query, anatomy, judged(query, anatomy, address), address, answers);
  }

  private static boolean isQuery(byte[] query) {
    return query.length >= Anatomy.HEADER_BYTES && query[2] >= 0;
  }

  private Standing judged(byte[] query, Anatomy anatomy, byte[] address) {
    Standing standing = cookies.judge(query, anatomy, address);
    switch (standing) {
      case NONE, FIRST -> {}
      case VALID -> counted.accept(Measure.VALID_COOKIE);
      case WRONG -> counted.accept(Measure.WRONG_COOKIE);
      case MALFORMED -> counted.accept(Measure.MALFORMED_COOKIE);
    }
    return standing;
  }

  private boolean isTrusted(byte[] address) {
    for (Network block : policy.trusted()) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** How a real client gets through although its prefix is over the limit. */
  private byte[] hint(byte[] query, Anatomy anatomy, Standing standing, byte[] address) {
    boolean takesCookies = standing == Standing.FIRST || standing == Standing.WRONG;
    counted.accept(takesCookies ? Measure.CHALLENGED : Measure.SLIPPED);
    byte[] hint =
        takesCookies
            ? Echo.refused(query, anatomy, Echo.BADCOOKIE)
            : Echo.truncated(query, anatomy);
    return cookied(hint, query, anatomy, standing, address);
  }

  private Optional<byte[]> whole(
      byte[] query,
      Anatomy anatomy,
      Standing standing,
      byte[] address,
      Function<byte[], Optional<byte[]>> answers) {
    if (standing == Standing.MALFORMED) {
      return Optional.of(Echo.refused(query, anatomy, Echo.FORMERR));
    }
    Optional<byte[]> answer = answers.apply(query);
    return answer.isEmpty() || standing == Standing.NONE
        ? answer
        : Optional.of(cookied(answer.get(), query, anatomy, standing, address));
  }

  /** Whoever shows a cookie, right or wrong, gets one that is right. */
  private byte[] cookied(
      byte[] response, byte[] query, Anatomy anatomy, Standing standing, byte[] address) {
    return switch (standing) {
      case NONE, MALFORMED -> response;
      case FIRST, WRONG, VALID ->
          Echo.withCookie(response, query, anatomy, cookies, address).orElse(response);
    };
  }

  private boolean fits(byte[] response, byte[] query, Anatomy anatomy, int most) {
    if (response.length > most) {
      counted.accept(Measure.SHORTENED);
    }
    return response.length <= most && response.length <= payload(query, anatomy);
  }

  /** The most that the asker takes in one datagram. */
  private static int payload(byte[] query, Anatomy anatomy) {
    return UdpPayload.bounded(anatomy.hasOpt() ? Anatomy.u16(query, anatomy.optAt() + 3) : 0);
  }
}
