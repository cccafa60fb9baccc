package io.eightnines.failover.dns;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.Name;

/** A zone and plans for tests. */
final class Zones {
  private Zones() {}

  static Zone example(int answers) {
    Name apex = Name.fromConstantString("example.test.");
    return new Zone(
        new Zone.Apex(
            apex,
            Name.fromConstantString("ns1.example.test."),
            Name.fromConstantString("ops.example.test."),
            List.of(
                new Zone.NameServer(
                    Name.fromConstantString("ns1.example.test."),
                    InetAddress.ofLiteral("127.0.3.1")),
                new Zone.NameServer(
                    Name.fromConstantString("ns2.a.example.test."),
                    InetAddress.ofLiteral("127.0.3.2")))),
        Name.fromConstantString("api.example.test."),
        new Zone.Lifetimes(Duration.ofSeconds(5), Duration.ofSeconds(7)),
        answers);
  }

  static Plan everybody(List<Endpoint> endpoints) {
    Instant now = Instant.parse("2026-11-21T00:00:00Z");
    return Planner.untold(
        new Fleet(endpoints), new Plan(8, now, List.of()), new Planner.Mark(9, now));
  }
}
