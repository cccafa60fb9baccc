package io.eightnines.client.channel;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An answer: a status, headers by lower-case name, and a body of at most 16 MiB. */
public final class Response {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /** The header names must be in lower case. */
  public Response(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** The value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public byte[] body() {
    return body;
  }

  /** Whether another endpoint may do better: any 5xx (RFC 9110 section 15.6). */
  boolean isServerError() {
    return status >= 500;
  }

  @Override
  public String toString() {
    return status + " with " + body.length + " bytes";
  }
}
