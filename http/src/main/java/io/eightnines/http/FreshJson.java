package io.eightnines.http;

import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** JSON that is true now and may be false in a second. */
public final class FreshJson {

  private FreshJson() {}

  /** An answer that nothing on the way may keep (RFC 9111 section 5.2.2.5). */
  public static Response response(int status, Json body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(CanonicalJson.bytes(body))
        .build();
  }
}
