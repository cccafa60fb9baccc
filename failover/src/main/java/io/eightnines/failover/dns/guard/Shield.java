package io.eightnines.failover.dns.guard;

import io.eightnines.time.Clocks;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the listeners and the answer function: what goes back to an address that may be
 * forged is bounded. It holds what all threads share; each goes through a {@link Gate} of its own.
 */
public final class Shield {
  private final ShieldPolicy policy;
  private final Trusted trusted;
  private final @Nullable Buckets buckets;
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
    this.trusted = new Trusted(policy.trusted());
    this.buckets =
        policy.rate().map(rate -> new Buckets(rate, clocks.ticker(), random)).orElse(null);
    this.cookies = new Cookies(secrets, clocks.wall());
    this.counted = counted;
  }

  /** A way through for one thread. */
  public Gate gate(Answering answers) {
    return new Gate(this, answers);
  }

  boolean trusts(byte[] address) {
    return trusted.contains(address);
  }

  /** Takes one answer from what the address may have. */
  Buckets.Verdict take(byte[] address) {
    return buckets == null ? Buckets.Verdict.PASS : buckets.take(policy.prefix().of(address));
  }

  int maxAmplification() {
    return policy.maxAmplification();
  }

  Cookies cookies() {
    return cookies;
  }

  void count(Measure measure) {
    counted.accept(measure);
  }
}
