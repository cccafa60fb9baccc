package io.eightnines.gateway.http;

import io.eightnines.client.verify.PublishedKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** The keys with which this gateway's draws are signed. */
@Path("/v1/keys")
public final class KeysResource {

  private final Supplier<PublishedKeys> keys;

  /** Shows the keys that there are when asked. */
  public KeysResource(Supplier<PublishedKeys> keys) {
    this.keys = keys;
  }

  /** All of them, that which signs now first. */
  @GET
  public Response keys() {
    return Response.ok(keys.get().toJson(), MediaType.APPLICATION_JSON).build();
  }
}
