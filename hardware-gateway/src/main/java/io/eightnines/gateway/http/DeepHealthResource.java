package io.eightnines.gateway.http;

import io.eightnines.client.json.Json;
import io.eightnines.gateway.device.GuardedDevice;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.ledger.LedgerWriter;
import io.eightnines.http.FreshJson;
import io.eightnines.http.Readiness;
import io.eightnines.log.Membership;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Health at its full depth: what all that a draw needs has to say. */
@Path("/health/deep")
public final class DeepHealthResource {

  /** What a draw needs. */
  public record Needs(List<GuardedDevice> devices, Pool pool, LedgerWriter writer) {
    public Needs {
      devices = List.copyOf(devices);
    }
  }

  private final Readiness readiness;
  private final Needs needs;

  /** Reports on these. */
  public DeepHealthResource(Readiness readiness, Needs needs) {
    this.readiness = readiness;
    this.needs = needs;
  }

  /** 200 when a draw could be issued now, else 503; in both cases how each need stands. */
  @GET
  public Response deep() {
    boolean writable = needs.writer().isWritable();
    int bytes = needs.pool().size();
    Json body =
        Json.Members.of(
            Map.of(
                "state",
                new Json.Text(readiness.state().word()),
                "devices",
                new Json.Items(needs.devices().stream().map(DeepHealthResource::json).toList()),
                "pool",
                Json.Members.of(
                    Map.of(
                        "bytes", new Json.Whole(bytes),
                        "capacity", new Json.Whole(needs.pool().capacity()))),
                "ledger",
                Json.Members.of(
                    Map.of(
                        "writable", new Json.Truth(writable),
                        "waiting", new Json.Whole(needs.writer().waiting()),
                        "role", new Json.Text(role(needs.writer().membership())),
                        "leader",
                            new Json.Text(needs.writer().membership().leader().orElse(""))))));
    return FreshJson.response(writable && bytes > 0 ? 200 : 503, body);
  }

  private static String role(Membership membership) {
    return membership.role().name().toLowerCase(Locale.ROOT);
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
}
