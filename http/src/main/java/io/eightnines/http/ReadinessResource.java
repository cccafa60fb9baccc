package io.eightnines.http;

import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Health at its two lesser depths: alive, and ready for requests. */
@Path("/health")
public final class ReadinessResource {

  private final Readiness readiness;

  ReadinessResource(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Always 200: that it answers is the answer. */
  @GET
  @Path("/live")
  public Response live() {
    return FreshJson.response(200, Json.Members.of(Map.of("live", new Json.Truth(true))));
  }

  /** 200 when it should be sent requests, else 503 and why in a header. */
  @GET
  @Path("/ready")
  public Response ready() {
    Readiness.State state = readiness.state();
    Json body = Json.Members.of(Map.of("state", new Json.Text(state.word())));
    return switch (state) {
      case READY -> FreshJson.response(200, body);
      case STARTING, DRAINING ->
          Response.fromResponse(FreshJson.response(503, body))
              .header(DrawProtocol.STATE, state.word())
              .build();
    };
  }
}
