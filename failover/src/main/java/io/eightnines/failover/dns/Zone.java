package io.eightnines.failover.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * Everything in the zone that no plan changes.
 *
 * @param service the name whose addresses come from the plan
 * @param answers how many addresses one answer carries, if there are as many
 */
public record Zone(Apex apex, Name service, Lifetimes lifetimes, int answers) {
  /** The zone's own name, who answers for it, and its name servers. */
  public record Apex(Name name, Name primary, Name contact, List<NameServer> nameServers) {
    public Apex {
      nameServers = List.copyOf(nameServers);
      if (nameServers.isEmpty()) {
        throw new IllegalArgumentException("nameServers is empty, expected at least one");
      }
    }
  }

  /** A name server of the zone; its address is served if its name lies in the zone. */
  public record NameServer(Name name, InetAddress address) {}

  /** How long a resolver may keep an answer, and how long the absence of one. */
  public record Lifetimes(Duration positive, Duration negative) {
    /** A day: an answer that lives longer would outlive every plan. */
    private static final Duration MAX = Duration.ofDays(1);

    public Lifetimes {
      check("ttl", positive);
      check("negativeTtl", negative);
    }

    private static void check(String name, Duration value) {
      if (value.isNegative()
          || value.compareTo(MAX) > 0
          || !value.equals(Duration.ofSeconds(value.toSeconds()))) {
        throw new IllegalArgumentException(
            name + " is " + value + ", expected whole seconds, at most a day");
      }
    }
  }

  /** Nothing transfers this zone, so these matter to no one; they must only be in order. */
  private static final long REFRESH_S = 3600;

  private static final long RETRY_S = 600;
  private static final long EXPIRE_S = 86_400;

  /** Name servers change with the configuration only. */
  private static final long NAME_SERVER_TTL_S = 300;

  /** More addresses than this would not help a client, and would outgrow a datagram. */
  public static final int MAX_ANSWERS = 32;

  public Zone {
    if (!service.subdomain(apex.name()) || service.equals(apex.name())) {
      throw new IllegalArgumentException(
          "service is " + service + ", expected a name below " + apex.name());
    }
    if (answers < 1 || answers > MAX_ANSWERS) {
      throw new IllegalArgumentException(
          "answers is " + answers + ", expected 1 to " + MAX_ANSWERS);
    }
  }

  boolean contains(Name name) {
    return name.subdomain(apex.name());
  }

  /** Also true of a name that only has names below it (RFC 8020 section 2). */
  boolean exists(Name name) {
    return names().stream().anyMatch(existing -> existing.subdomain(name));
  }

  private Set<Name> names() {
    Set<Name> names = new HashSet<>(Set.of(apex.name(), service));
    apex.nameServers().stream().map(NameServer::name).filter(this::contains).forEach(names::add);
    return names;
  }

  /**
   * The start of authority. Its minimum is the time that absence may be kept (RFC 2308 section 4).
   */
  SOARecord soa(Name owner, long serial) {
    long negative = lifetimes.negative().toSeconds();
    return new SOARecord(
        owner,
        DClass.IN,
        negative,
        apex.primary(),
        apex.contact(),
        serial & 0xFFFF_FFFFL,
        REFRESH_S,
        RETRY_S,
        EXPIRE_S,
        negative);
  }

  List<Record> nameServers(Name owner) {
    List<Record> records = new ArrayList<>();
    for (NameServer server : apex.nameServers()) {
      records.add(new NSRecord(owner, DClass.IN, NAME_SERVER_TTL_S, server.name()));
    }
    return records;
  }

  List<InetAddress> addressesOfNameServer(Name name) {
    return apex.nameServers().stream()
        .filter(server -> server.name().equals(name))
        .map(NameServer::address)
        .toList();
  }

  long nameServerTtlSeconds() {
    return NAME_SERVER_TTL_S;
  }
}
