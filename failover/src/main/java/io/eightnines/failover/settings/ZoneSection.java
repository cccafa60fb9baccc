package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.dns.Zone;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Name;

/**
 * The zone that is answered for.
 *
 * @param primary the first name server, for the SOA record
 * @param contact the SOA's mailbox as a name: {@code ops.example.test} is ops@example.test
 * @param ttl how long an answer may be kept; default 5 s, which many resolvers honour
 * @param negativeTtl how long an absence may be kept; default 5 s
 * @param answers addresses in one answer; default 2, so that a client has another to try
 * @param service the label below the zone that is answered from the plan; default {@code api}
 */
public record ZoneSection(
    @NotNull String name,
    @NotNull String primary,
    @NotNull String contact,
    @NotEmpty @Valid List<NameServerSection> nameServers,
    Duration ttl,
    Duration negativeTtl,
    Integer answers,
    String service) {
  /** A name server's name and its literal address. */
  public record NameServerSection(@NotNull String name, @NotNull String address) {
    public NameServerSection {
      if (address != null) {
        Literals.address("address", address);
      }
    }

    Zone.NameServer toNameServer() {
      return new Zone.NameServer(Literals.name("name", name), Literals.address("address", address));
    }
  }

  public ZoneSection {
    nameServers = nameServers == null ? List.of() : List.copyOf(nameServers);
    ttl = ttl == null ? Duration.seconds(5) : ttl;
    negativeTtl = negativeTtl == null ? Duration.seconds(5) : negativeTtl;
    answers = answers == null ? 2 : answers;
    service = service == null ? "api" : service;
    boolean complete =
        Stream.of(name, primary, contact).allMatch(value -> value != null)
            && !nameServers.isEmpty()
            && nameServers.stream().allMatch(ns -> ns.name() != null && ns.address() != null);
    if (complete) {
      var _ = zone(name, primary, contact, nameServers, ttl, negativeTtl, answers, service);
    }
  }

  public Zone toZone() {
    return zone(name, primary, contact, nameServers, ttl, negativeTtl, answers, service);
  }

  private static Zone zone(
      String name,
      String primary,
      String contact,
      List<NameServerSection> nameServers,
      Duration ttl,
      Duration negativeTtl,
      int answers,
      String service) {
    Name apex = Literals.name("name", name);
    return new Zone(
        new Zone.Apex(
            apex,
            Literals.name("primary", primary),
            Literals.name("contact", contact),
            nameServers.stream().map(NameServerSection::toNameServer).toList()),
        Literals.name("service", service + "." + apex),
        new Zone.Lifetimes(ttl.toJavaDuration(), negativeTtl.toJavaDuration()),
        answers);
  }
}
