package io.eightnines.failover.dns;

import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** What stands under a name: in the zone, in the plan, or nowhere. */
final class Contents {
  sealed interface Found {
    record Records(List<Record> records) implements Found {}

    /** The name exists, but not with this type (RFC 2308 section 2.2). */
    record NoData(SOARecord soa) implements Found {}

    /** The name does not exist (RFC 2308 section 2.1). */
    record NoName(SOARecord soa) implements Found {}

    record NotOurs() implements Found {}
  }

  /** The least that every resolver honours: zero is taken for many things. */
  private static final long UNSETTLED_TTL_SECONDS = 1;

  private final Zone zone;

  Contents(Zone zone) {
    this.zone = zone;
  }

  Found find(Name name, int type, Plan plan, RandomGenerator random) {
    if (!zone.contains(name)) {
      return new Found.NotOurs();
    }
    SOARecord soa = zone.soa(zone.apex().name(), plan.generation());
    if (!zone.exists(name)) {
      return new Found.NoName(soa);
    }
    List<Record> records = type == Type.ANY ? any(name) : records(name, type, plan, random);
    return records.isEmpty() ? new Found.NoData(soa) : new Found.Records(records);
  }

  /** One small made-up record instead of all there are (RFC 8482 section 4.2). */
  private List<Record> any(Name name) {
    return List.of(
        new HINFORecord(name, DClass.IN, zone.lifetimes().positive().toSeconds(), "RFC8482", ""));
  }

  private List<Record> records(Name name, int type, Plan plan, RandomGenerator random) {
    if (type == Type.A || type == Type.AAAA) {
      return addresses(name, type, plan, random);
    }
    if (!name.equals(zone.apex().name())) {
      return List.of();
    }
    return switch (type) {
      case Type.SOA -> List.of(zone.soa(name, plan.generation()));
      case Type.NS -> zone.nameServers(name);
      default -> List.of();
    };
  }

  private List<Record> addresses(Name name, int type, Plan plan, RandomGenerator random) {
    if (name.equals(zone.service())) {
      List<PlannedEndpoint> candidates =
          plan.answerable().stream()
              .filter(planned -> isOf(type, planned.endpoint().address()))
              .toList();
      List<InetAddress> drawn =
          WeightedSample.of(candidates, zone.answers(), random).stream()
              .map(planned -> planned.endpoint().address())
              .toList();
      return records(name, ttlSeconds(plan), drawn);
    }
    List<InetAddress> fixed =
        zone.addressesOfNameServer(name).stream().filter(address -> isOf(type, address)).toList();
    return records(name, zone.nameServerTtlSeconds(), fixed);
  }

  /** While things are unsettled an answer should not be kept for long. */
  private long ttlSeconds(Plan plan) {
    long quiet = zone.lifetimes().positive().toSeconds();
    return plan.isUnsettled() ? Math.min(quiet, UNSETTLED_TTL_SECONDS) : quiet;
  }

  private static boolean isOf(int type, InetAddress address) {
    return address instanceof Inet4Address == (type == Type.A);
  }

  private static List<Record> records(Name name, long ttlSeconds, List<InetAddress> addresses) {
    List<Record> records = new ArrayList<>();
    for (InetAddress address : addresses) {
      records.add(
          address instanceof Inet4Address
              ? new ARecord(name, DClass.IN, ttlSeconds, address)
              : new AAAARecord(name, DClass.IN, ttlSeconds, address));
    }
    return records;
  }
}
