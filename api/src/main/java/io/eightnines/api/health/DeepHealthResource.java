package io.eightnines.api.health;

import io.eightnines.api.gateway.GatewayAnswer;
import io.eightnines.api.gateway.Gateways;
import io.eightnines.client.channel.ChannelSnapshot;
import io.eightnines.client.channel.Request;
import io.eightnines.client.json.Json;
import io.eightnines.http.FreshJson;
import io.eightnines.http.Readiness;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Asks the whole way down to the generators. */
@Path("/health/deep")
public final class DeepHealthResource {
  /** A prober waits no longer; a gateway that needs more is not well. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final String region;
  private final Readiness readiness;
  private final Gateways gateways;

  /** Reports on these. */
  public DeepHealthResource(String region, Readiness readiness, Gateways gateways) {
    this.region = region;
    this.readiness = readiness;
    this.gateways = gateways;
  }

  /** 200 when a gateway says that it could issue a draw now, else 503 and what it said. */
  @GET
  public Response deep() {
    GatewayAnswer answer = gateways.ask(Request.get("/health/deep"), PATIENCE);
    boolean well = answer instanceof GatewayAnswer.Given given && given.response().status() == 200;
    Json body =
        Json.Members.of(
            Map.of(
                "region", new Json.Text(region),
                "state", new Json.Text(readiness.state().word()),
                "gateway", new Json.Text(described(answer)),
                "breaker", new Json.Text(gateways.breakerState().name().toLowerCase(Locale.ROOT)),
                "lanes",
                    new Json.Items(
                        gateways.lanes().lanes().stream().map(DeepHealthResource::json).toList())));
    return FreshJson.response(well ? 200 : 503, body);
  }

  private static String described(GatewayAnswer answer) {
    return switch (answer) {
      case GatewayAnswer.Given given when given.response().status() == 200 -> "well";
      case GatewayAnswer.Given given -> "answered " + given.response().status();
      case GatewayAnswer.TooLate late -> "too late: " + late.reason();
      case GatewayAnswer.Unreachable lost -> "unreachable: " + lost.reason();
    };
  }

  private static Json json(ChannelSnapshot.Lane lane) {
    return Json.Members.of(
        Map.of(
            "site", new Json.Text(lane.endpoint()),
            "fit", new Json.Truth(lane.fit()),
            "p95Micros", new Json.Whole(lane.p95().toNanos() / 1000)));
  }
}
