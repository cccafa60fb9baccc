package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.settings.ZoneSection.NameServerSection;
import io.eightnines.failover.zone.Lifetime;
import io.eightnines.failover.zone.MasterFile;
import io.eightnines.failover.zone.Placed;
import io.eightnines.failover.zone.RefusedZoneException;
import io.eightnines.failover.zone.Service;
import io.eightnines.failover.zone.ZoneBuilder;
import io.eightnines.failover.zone.ZoneSource;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/** The zone as the daemon's file writes it, without a master file. */
record WrittenZone(
    String name,
    @Nullable String primary,
    @Nullable String contact,
    List<NameServerSection> nameServers,
    @Nullable Duration negativeTtl,
    List<String> records,
    @Nullable Long serial) {
  private static final java.time.Duration NEGATIVE = java.time.Duration.ofSeconds(5);

  /** Nothing transfers this zone yet; a secondary that did would ask as often as plans change. */
  private static final long REFRESH_S = 60;

  private static final long RETRY_S = 15;

  /** A week: a secondary goes on answering while every daemon is away (RFC 1912 section 2.2). */
  private static final long EXPIRE_S = 604_800;

  /** What is written here changes with a restart only. */
  private static final long TTL_S = 300;

  ZoneSource source(Service service) {
    if (nameServers.isEmpty()) {
      throw new IllegalArgumentException("nameServers is empty, expected at least one");
    }
    try {
      return new ZoneSource.Written(new ZoneBuilder(apex(), service, placed()).build());
    } catch (RefusedZoneException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Name apex() {
    return Literals.name("name", name);
  }

  private List<Placed> placed() throws RefusedZoneException {
    List<Placed> placed = new ArrayList<>();
    placed.add(new Placed(soa(), "primary"));
    for (int i = 0; i < nameServers.size(); i++) {
      addServer(placed, nameServers.get(i), "nameServers[" + i + "]");
    }
    for (int i = 0; i < records.size(); i++) {
      placed.add(MasterFile.line(records.get(i), apex(), TTL_S, "records[" + i + "]"));
    }
    return placed;
  }

  private SOARecord soa() {
    java.time.Duration negative = negativeTtl == null ? NEGATIVE : negativeTtl.toJavaDuration();
    Lifetime.check("negativeTtl", negative);
    long number = serial == null ? 0 : serial;
    if (number < 0 || number > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("serial is " + number + ", expected 0 to 4294967295");
    }
    return new SOARecord(
        apex(),
        DClass.IN,
        negative.toSeconds(),
        Literals.name("primary", given("primary", primary)),
        Literals.name("contact", given("contact", contact)),
        number,
        REFRESH_S,
        RETRY_S,
        EXPIRE_S,
        negative.toSeconds());
  }

  private static String given(String key, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing, expected it unless file is given");
    }
    return value;
  }

  /** The address is served if the name lies in the zone. */
  private void addServer(List<Placed> placed, NameServerSection server, String place) {
    Name host = Literals.name("name", server.name());
    InetAddress address = Literals.address("address", server.address());
    placed.add(new Placed(new NSRecord(apex(), DClass.IN, TTL_S, host), place));
    if (host.subdomain(apex())) {
      placed.add(
          new Placed(
              address instanceof Inet4Address
                  ? new ARecord(host, DClass.IN, TTL_S, address)
                  : new AAAARecord(host, DClass.IN, TTL_S, address),
              place));
    }
  }
}
