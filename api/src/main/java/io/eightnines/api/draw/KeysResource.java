package io.eightnines.api.draw;

import io.eightnines.api.gateway.Gateways;
import io.eightnines.client.channel.Request;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The keys with which draws are signed, for anybody who verifies one. */
@Path("/v1/keys")
public final class KeysResource {

  private final Gateways gateways;
  private final Duration patience;

  /** Keys of these gateways. */
  public KeysResource(Gateways gateways, Duration patience) {
    this.gateways = gateways;
    this.patience = patience;
  }

  /** All keys, those of yesterday included. */
  @GET
  public Response keys() {
    return Answers.of(gateways.ask(Request.get("/v1/keys"), patience));
  }
}
