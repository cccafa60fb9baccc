package io.eightnines.failover.publish;

import java.net.InetAddress;
import java.util.List;

/**
 * Records of the service's name that a provider answers together.
 *
 * @param id tells sets of one type apart, where a provider has several; else empty
 * @param weight the set's share relative to the other sets of its type; 0 where there are no shares
 * @param ttlSeconds how long resolvers may keep them; 0 where the provider decides
 */
public record RecordSet(Type type, String id, int weight, long ttlSeconds, Target target) {
  /** The types of address records. */
  public enum Type {
    A,
    AAAA
  }

  /** What is answered. */
  public sealed interface Target {
    /** Literal addresses, sorted. */
    record Addresses(List<String> values) implements Target {
      public Addresses {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
          throw new IllegalArgumentException("values is empty, expected at least one address");
        }
      }
    }

    /**
     * The addresses of a load balancer, which the provider looks up itself.
     *
     * @param zoneId of the load balancer's own name
     */
    record Alias(String zoneId, String dnsName, boolean evaluatesHealth) implements Target {}
  }

  /** A literal address as we write it, so that two spellings of one are equal; else the text. */
  public static String canonical(String text) {
    try {
      return InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** One line that says everything about the set; two sets are equal if their lines are. */
  public String text() {
    String shares = weight == 0 ? "" : " weight " + weight;
    String named = id.isEmpty() ? "" : " [" + id + "]";
    return switch (target) {
      case Target.Addresses addresses ->
          type + named + shares + " ttl " + ttlSeconds + " " + String.join(" ", addresses.values());
      case Target.Alias alias ->
          type
              + named
              + shares
              + " alias "
              + alias.dnsName()
              + " of "
              + alias.zoneId()
              + (alias.evaluatesHealth() ? ", health evaluated" : "");
    };
  }
}
