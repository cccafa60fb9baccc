package io.eightnines.gateway.http;

import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.Json;
import io.eightnines.gateway.device.GuardedDevice;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.ledger.LedgerWriter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Health, at three depths: alive, ready for requests, and what everything below says. */
@Path("/health")
public final class HealthResource {

  /** What a draw needs. */
  public record Needs(List<GuardedDevice> devices, Pool pool, LedgerWriter writer) {
    public Needs {
      devices = List.copyOf(devices);
    }
  }

  private final Readiness readiness;
  private final Needs needs;

  /** Reports on these. */
  public HealthResource(Readiness readiness, Needs needs) {
    this.readiness = readiness;
    this.needs = needs;
  }

  /** Always 200: that it answers is the answer. */
  @GET
  @Path("/live")
  public Response live() {
    return json(200, Json.Members.of(Map.of("live", new Json.Truth(true))));
  }

  /** 200 when it should be sent requests, else 503 and why in a header. */
  @GET
  @Path("/ready")
  public Response ready() {
    String state = readiness.state().name().toLowerCase(Locale.ROOT);
    Json body = Json.Members.of(Map.of("state", new Json.Text(state)));
    return switch (readiness.state()) {
      case READY -> json(200, body);
      case STARTING, DRAINING ->
          Response.fromResponse(json(503, body)).header(DrawProtocol.STATE, state).build();
    };
  }

  /** 200 when a draw could be issued now, else 503; in both cases how each need stands. */
  @GET
  @Path("/deep")
  public Response deep() {
    boolean writable = needs.writer().isWritable();
    int bytes = needs.pool().size();
    Json body =
        Json.Members.of(
            Map.of(
                "state",
                new Json.Text(readiness.state().name().toLowerCase(Locale.ROOT)),
                "devices",
                new Json.Items(needs.devices().stream().map(HealthResource::json).toList()),
                "pool",
                Json.Members.of(
                    Map.of(
                        "bytes", new Json.Whole(bytes),
                        "capacity", new Json.Whole(needs.pool().capacity()))),
                "ledger",
                Json.Members.of(
                    Map.of(
                        "writable", new Json.Truth(writable),
                        "waiting", new Json.Whole(needs.writer().waiting())))));
    return json(writable && bytes > 0 ? 200 : 503, body);
  }

  private static Json json(GuardedDevice device) {
    String breaker = device.breaker().getState().name().toLowerCase(Locale.ROOT);
    return Json.Members.of(
        Map.of(
            "id", new Json.Text(device.device().id()),
            "model", new Json.Text(device.device().model()),
            "breaker", new Json.Text(breaker),
            "health", new Json.Text("untested")));
  }

  private static Response json(int status, Json body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(CanonicalJson.bytes(body))
        .build();
  }
}
