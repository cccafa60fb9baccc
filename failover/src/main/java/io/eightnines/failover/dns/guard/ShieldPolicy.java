package io.eightnines.failover.dns.guard;

import io.eightnines.failover.network.Network;
import java.util.List;
import java.util.Optional;

/**
 * What a shield lets through.
 *
 * @param rate of answers to each prefix; empty for no limit
 * @param trusted blocks of addresses that nobody can forge from outside, and that are not bounded
 * @param maxAmplification an answer to a datagram that shows no cookie has fewer bytes than this
 *     many times the query; 2 to 100
 */
public record ShieldPolicy(
    Optional<RateLimit> rate, Prefix prefix, List<Network> trusted, int maxAmplification) {
  public ShieldPolicy {
    trusted = List.copyOf(trusted);
    if (maxAmplification < 2 || maxAmplification > 100) {
      throw new IllegalArgumentException(
          "maxAmplification is " + maxAmplification + ", expected 2 to 100");
    }
  }
}
