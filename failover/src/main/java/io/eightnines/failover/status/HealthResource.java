package io.eightnines.failover.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code GET /health/live} (the process answers) and {@code /health/ready} (so does its DNS). */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  private final BooleanSupplier ready;

  public HealthResource(BooleanSupplier ready) {
    this.ready = ready;
  }

  @GET
  @Path("live")
  public Map<String, String> live() {
    return Map.of("state", "live");
  }

  @GET
  @Path("ready")
  public Response ready() {
    return ready.getAsBoolean()
        ? Response.ok(Map.of("state", "ready")).build()
        : Response.status(Response.Status.SERVICE_UNAVAILABLE)
            .header("Eightnines-State", "starting")
            .entity(Map.of("state", "starting"))
            .build();
  }
}
