package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.zone.RefusedZoneException;
import io.eightnines.failover.zone.Service;
import io.eightnines.failover.zone.ZoneSource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * The zone that is answered for: written here, or in a master file (RFC 1035 section 5) that may
 * change while the daemon runs.
 *
 * @param primary the first name server, for the SOA record
 * @param contact the SOA's mailbox as a name: {@code ops.example.test} is ops@example.test
 * @param ttl how long an answer may be kept; default 5 s, which many resolvers honour
 * @param negativeTtl how long an absence may be kept; default 5 s
 * @param answers addresses in one answer; default 2, so that a client has another to try
 * @param service the label below the zone that is answered from the plan; default {@code api}
 * @param records more records, each as on a line of a master file: {@code www 300 CNAME api}
 * @param serial grows with each change of the records; default 0
 * @param file the master file, which then has the SOA, the name servers and every other record
 */
public record ZoneSection(
    @NotNull String name,
    @Nullable String primary,
    @Nullable String contact,
    @Valid List<NameServerSection> nameServers,
    Duration ttl,
    @Nullable Duration negativeTtl,
    Integer answers,
    String service,
    List<String> records,
    @Nullable Long serial,
    @Nullable Path file) {
  /** A name server's name and its literal address. */
  public record NameServerSection(@NotNull String name, @NotNull String address) {
    public NameServerSection {
      if (address != null) {
        Literals.address("address", address);
      }
    }
  }

  public ZoneSection {
    nameServers = nameServers == null ? List.of() : List.copyOf(nameServers);
    ttl = ttl == null ? Duration.seconds(5) : ttl;
    answers = answers == null ? 2 : answers;
    service = service == null ? "api" : service;
    records = records == null ? List.of() : List.copyOf(records);
    if (file != null) {
      refuseBeside(primary, contact, nameServers, negativeTtl, records, serial);
    }
    boolean complete =
        name != null
            && nameServers.stream().allMatch(ns -> ns.name() != null && ns.address() != null);
    if (complete) {
      Service steered = service(name, service, ttl, answers);
      var _ =
          file != null
              ? fromFile(file, name, steered)
              : new WrittenZone(name, primary, contact, nameServers, negativeTtl, records, serial)
                  .source(steered);
    }
  }

  public ZoneSource toSource() {
    Service steered = service(name, service, ttl, answers);
    return file != null
        ? fromFile(file, name, steered)
        : new WrittenZone(name, primary, contact, nameServers, negativeTtl, records, serial)
            .source(steered);
  }

  /** Two places for the same thing would one day differ. */
  private static void refuseBeside(
      @Nullable String primary,
      @Nullable String contact,
      List<NameServerSection> nameServers,
      @Nullable Duration negativeTtl,
      List<String> records,
      @Nullable Long serial) {
    Map<String, Boolean> given = new TreeMap<>();
    given.put("primary", primary != null);
    given.put("contact", contact != null);
    given.put("nameServers", !nameServers.isEmpty());
    given.put("negativeTtl", negativeTtl != null);
    given.put("records", !records.isEmpty());
    given.put("serial", serial != null);
    given.values().removeIf(is -> !is);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          given.keySet() + ", expected none of them beside file, which has them");
    }
  }

  private static Service service(String name, String label, Duration ttl, int answers) {
    Name apex = Literals.name("name", name);
    return new Service(Literals.name("service", label + "." + apex), ttl.toJavaDuration(), answers);
  }

  private static ZoneSource fromFile(Path file, String name, Service service) {
    ZoneSource source =
        new ZoneSource.Master(Objects.requireNonNull(file), Literals.name("name", name), service);
    try {
      var _ = source.read();
    } catch (RefusedZoneException e) {
      throw new IllegalArgumentException("file: " + e.getMessage(), e);
    }
    return source;
  }
}
