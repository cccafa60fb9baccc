package io.eightnines.failover.zone;

import java.time.Duration;
import org.xbill.DNS.Name;

/**
 * The name whose addresses come from the plan in service.
 *
 * @param ttl how long a resolver may keep its addresses, while the plan is quiet
 * @param answers how many addresses one answer carries, if there are as many
 */
public record Service(Name name, Duration ttl, int answers) {
  /** More addresses than this would not help a client, and would outgrow a datagram. */
  public static final int MAX_ANSWERS = 32;

  /** The least that every resolver honours: zero is taken for many things. */
  private static final int UNSETTLED_TTL_SECONDS = 1;

  public Service {
    Lifetime.check("ttl", ttl);
    if (answers < 1 || answers > MAX_ANSWERS) {
      throw new IllegalArgumentException(
          "answers is " + answers + ", expected 1 to " + MAX_ANSWERS);
    }
    if (name.isWild()) {
      throw new IllegalArgumentException("service is " + name + ", expected no wildcard");
    }
  }

  /** While things are unsettled an answer should not be kept for long. */
  public int ttlSeconds(boolean unsettled) {
    int quiet = (int) ttl.toSeconds();
    return unsettled ? Math.min(quiet, UNSETTLED_TTL_SECONDS) : quiet;
  }
}
