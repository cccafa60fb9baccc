package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.CookieSecrets;
import io.eightnines.failover.dns.guard.Prefix;
import io.eightnines.failover.dns.guard.Shield;
import io.eightnines.failover.dns.guard.ShieldPolicy;
import io.eightnines.time.Clocks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Shields for tests. */
final class Shields {
  private Shields() {}

  /** One that limits nobody's number of answers, and their size as far as a file can say it. */
  static Shield open() {
    return of(new ShieldPolicy(Optional.empty(), new Prefix(24, 56), List.of(), 100));
  }

  static Shield of(ShieldPolicy policy) {
    Clocks still = new Clocks(() -> Instant.parse("2026-11-21T00:00:00Z"), () -> 0);
    SplittableRandom random = new SplittableRandom(1);
    return new Shield(
        policy, CookieSecrets.own(random, still.ticker()), still, random, measure -> {});
  }
}
