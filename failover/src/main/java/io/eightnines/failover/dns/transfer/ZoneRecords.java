package io.eightnines.failover.dns.transfer;

import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import io.eightnines.failover.zone.Node;
import io.eightnines.failover.zone.Service;
import io.eightnines.failover.zone.Zone;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** All records of a zone under a plan, as a server without weights can serve them. */
final class ZoneRecords {
  private ZoneRecords() {}

  /** The start of authority first and last (RFC 5936 section 2.2), everything else between. */
  static List<Record> of(Zone zone, Plan plan) {
    Record authority = zone.soa(plan.generation());
    List<Record> records = new ArrayList<>();
    records.add(authority);
    for (Node node : zone.nodes()) {
      node.sets().values().stream()
          .flatMap(List::stream)
          .filter(record -> record.getType() != Type.SOA)
          .forEach(records::add);
    }
    for (PlannedEndpoint planned : plan.answerable()) {
      records.add(address(zone.service(), plan, planned.endpoint().address()));
    }
    records.add(authority);
    return records;
  }

  private static Record address(Service service, Plan plan, InetAddress address) {
    int ttlSeconds = service.ttlSeconds(plan.isUnsettled());
    return address instanceof Inet4Address
        ? new ARecord(service.name(), DClass.IN, ttlSeconds, address)
        : new AAAARecord(service.name(), DClass.IN, ttlSeconds, address);
  }
}
