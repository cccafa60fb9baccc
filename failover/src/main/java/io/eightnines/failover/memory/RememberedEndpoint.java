package io.eightnines.failover.memory;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.plan.PlanReason;
import io.eightnines.failover.plan.PlannedEndpoint;
import java.net.InetAddress;

/** The way back from a remembered entry to an endpoint of a plan. */
final class RememberedEndpoint {
  private RememberedEndpoint() {}

  static PlannedEndpoint toPlanned(Remembered.Entry entry) {
    Endpoint endpoint =
        new Endpoint(
            new RegionId(entry.region()),
            InetAddress.ofLiteral(entry.address()),
            entry.port(),
            new Weight(entry.configured()));
    return new PlannedEndpoint(
        endpoint, new Weight(entry.effective()), new PlanReason.KeptAsItWas());
  }
}
