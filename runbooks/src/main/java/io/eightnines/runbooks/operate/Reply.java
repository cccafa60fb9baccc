package io.eightnines.runbooks.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** What a daemon answered. */
public record Reply(URI daemon, int status, JsonNode body) {
  public boolean isDone() {
    return status < 300;
  }

  /** What went wrong, in the daemon's own words (RFC 9457). */
  public String problem() {
    String title = body.path("title").asText("status " + status);
    String detail = body.path("detail").asText("");
    return detail.isEmpty() ? title : title + ": " + detail;
  }
}
