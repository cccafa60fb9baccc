package io.eightnines.failover.dns;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import io.eightnines.failover.zone.Service;
import io.eightnines.failover.zone.Zone;
import io.eightnines.failover.zone.ZoneTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.Name;

/** A zone and plans for tests. */
final class Zones {
  private Zones() {}

  static Zone example(int answers) {
    return of(
        answers,
        """
        @ 7 SOA ns1 ops 0 60 15 604800 7
        @ 300 NS ns1
        @ 300 NS ns2.a
        ns1 300 A 127.0.3.1
        ns2.a 300 A 127.0.3.2
        """);
  }

  /** {@code example.test} with these records, as in a master file. */
  static Zone of(int answers, String records) {
    Name apex = Name.fromConstantString("example.test.");
    Service service =
        new Service(Name.fromConstantString("api.example.test."), Duration.ofSeconds(5), answers);
    return ZoneTexts.read(apex, service, records);
  }

  static Plan everybody(List<Endpoint> endpoints) {
    Instant now = Instant.parse("2026-11-21T00:00:00Z");
    return Planner.untold(
        new Fleet(endpoints), new Plan(8, now, List.of()), new Planner.Mark(9, now));
  }
}
