package io.eightnines.client.channel;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is safe to repeat, ready to be sent to any endpoint. */
public final class Request {
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;

  private Request(String method, String path, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
  }

  /** A GET of a path that begins with a slash. */
  public static Request get(String path) {
    return new Request("GET", path, Map.of(), new byte[0]);
  }

  /** A POST of a JSON document; the bytes are not copied and must not change. */
  public static Request postJson(String path, byte[] json) {
    return new Request("POST", path, Map.of("Content-Type", "application/json"), json);
  }

  /** The same request with one more header. */
  public Request with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Request(method, path, more, body);
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return method + " " + path; // headers may hold a token
  }
}
