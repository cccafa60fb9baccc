package io.eightnines.gateway.http;

import io.eightnines.client.verify.PublishedKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The keys with which this gateway's draws are signed. */
@Path("/v1/keys")
public final class KeysResource {

  private final PublishedKeys keys;

  /** Shows these keys. */
  public KeysResource(PublishedKeys keys) {
    this.keys = keys;
  }

  /** All of them. */
  @GET
  public Response keys() {
    return Response.ok(keys.toJson(), MediaType.APPLICATION_JSON).build();
  }
}
