package io.eightnines.failover.status;

import io.eightnines.failover.control.Situation;
import io.eightnines.failover.dns.Zone;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.function.Supplier;

/** {@code GET /status}. */
@Path("/status")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  private final Zone zone;
  private final Supplier<Situation> situation;
  private final InstantSource clock;

  public StatusResource(Zone zone, Supplier<Situation> situation, InstantSource clock) {
    this.zone = zone;
    this.situation = situation;
    this.clock = clock;
  }

  @GET
  public Status status() {
    return Status.of(zone, situation.get(), clock.instant());
  }
}
