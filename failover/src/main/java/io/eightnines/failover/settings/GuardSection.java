package io.eightnines.failover.settings;

import io.eightnines.failover.dns.guard.CookieSecrets;
import io.eightnines.failover.dns.guard.Prefix;
import io.eightnines.failover.dns.guard.RateLimit;
import io.eightnines.failover.dns.guard.ShieldPolicy;
import io.eightnines.time.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the name server gives to strangers, whose addresses may be forged.
 *
 * @param rateLimit answers to each prefix; on by default
 * @param ipv4Prefix bits of an IPv4 address that stand for one asker; default 24
 * @param ipv6Prefix bits of an IPv6 address that stand for one asker; default 56
 * @param trusted blocks of addresses without limits; default the loopback, whose packets never come
 *     from outside
 * @param maxAmplification an answer to a datagram without a valid cookie has fewer bytes than this
 *     many times the query; default 3
 * @param cookieSecretFile secrets that several daemons have; by default each makes its own
 */
public record GuardSection(
    RateLimitSection rateLimit,
    Integer ipv4Prefix,
    Integer ipv6Prefix,
    List<String> trusted,
    Integer maxAmplification,
    @Nullable Path cookieSecretFile) {
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

  /**
   * How many answers one prefix gets.
   *
   * @param enabled default true
   * @param perSecond in the long run; default 1000, of which a resolver with caches needs few
   * @param burst at once after a silence; default 2000
   * @param slip of so many queries over the limit one is sent to TCP instead of being dropped;
   *     default 1, every one, since a hint is no larger than the query, and a client that is left
   *     without any answer is what a forger of answers waits for
   * @param buckets prefixes remembered at once; default 65 536, which takes 1.5 MB
   */
  public record RateLimitSection(
      Boolean enabled, Integer perSecond, Integer burst, Integer slip, Integer buckets) {
    public RateLimitSection {
      enabled = enabled == null || enabled;
      perSecond = perSecond == null ? 1000 : perSecond;
      burst = burst == null ? 2000 : burst;
      slip = slip == null ? 1 : slip;
      buckets = buckets == null ? 1 << 16 : buckets;
      var _ = limit(perSecond, burst, slip, buckets);
    }

    static RateLimitSection ofDefaults() {
      return new RateLimitSection(true, 1000, 2000, 1, 1 << 16);
    }

    private static RateLimit limit(int perSecond, int burst, int slip, int buckets) {
      return new RateLimit(perSecond, burst, slip, buckets);
    }

    Optional<RateLimit> toLimit() {
      return enabled ? Optional.of(limit(perSecond, burst, slip, buckets)) : Optional.empty();
    }
  }

  public GuardSection {
    rateLimit = rateLimit == null ? RateLimitSection.ofDefaults() : rateLimit;
    ipv4Prefix = ipv4Prefix == null ? 24 : ipv4Prefix;
    ipv6Prefix = ipv6Prefix == null ? 56 : ipv6Prefix;
    trusted = trusted == null ? LOOPBACK : List.copyOf(trusted);
    maxAmplification = maxAmplification == null ? 3 : maxAmplification;
    var _ = policy(rateLimit, new Prefix(ipv4Prefix, ipv6Prefix), trusted, maxAmplification);
    if (cookieSecretFile != null) {
      var _ = CookieSecrets.of(cookieSecretFile);
    }
  }

  static GuardSection ofDefaults() {
    return new GuardSection(RateLimitSection.ofDefaults(), 24, 56, LOOPBACK, 3, null);
  }

  public ShieldPolicy toPolicy() {
    return policy(rateLimit, new Prefix(ipv4Prefix, ipv6Prefix), trusted, maxAmplification);
  }

  /** The secrets of the file, or else new ones. */
  public CookieSecrets toSecrets(RandomGenerator random, Ticker ticker) {
    return cookieSecretFile == null
        ? CookieSecrets.own(random, ticker)
        : CookieSecrets.of(cookieSecretFile);
  }

  private static ShieldPolicy policy(
      RateLimitSection rateLimit, Prefix prefix, List<String> trusted, int maxAmplification) {
    return new ShieldPolicy(
        rateLimit.toLimit(), prefix, Literals.networks("trusted", trusted), maxAmplification);
  }
}
