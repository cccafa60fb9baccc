package io.eightnines.http;

import io.eightnines.client.json.FieldError;
import io.eightnines.client.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** The problems that every service of ours may report, and how any problem travels. */
public final class Problems {

  private Problems() {}

  /** 400: these fields were refused. */
  public static Problem invalid(List<FieldError> errors) {
    return Problem.of(
            400, "invalid-request", "The request is invalid", errors.getFirst().toString())
        .withErrors(errors);
  }

  /** 400: this field was refused. */
  public static Problem invalid(String field, String value, String expected) {
    return invalid(List.of(new FieldError(field, value, expected)));
  }

  /** 401: no known bearer token. */
  public static Problem unauthorized() {
    return Problem.of(
        401, "unauthorized", "The caller is unknown", "a known bearer token is needed");
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return Problem.of(404, "not-found", "There is no such thing", detail);
  }

  /** 413: the body is longer than it may be. */
  public static Problem tooLarge(int maxBytes) {
    return Problem.of(
        413, "too-large", "The request is too large", "at most " + maxBytes + " bytes");
  }

  /** 504: the caller has stopped waiting. */
  public static Problem deadlinePassed() {
    return Problem.of(
        504,
        "deadline-passed",
        "The time for this request was up",
        "ask again: what was issued is issued once only");
  }

  /** The problem of a bare status code, such as 405. */
  public static Problem ofStatus(int code) {
    Response.Status status = Response.Status.fromStatusCode(code);
    String title = status == null ? "Status " + code : status.getReasonPhrase();
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return Problem.of(code, slug, title, "see the status");
  }

  /** A problem as an answer. */
  public static Response response(Problem problem) {
    Response.ResponseBuilder builder =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(problem.toJson());
    return switch (problem.status()) {
      case 401 -> builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case 503 -> builder.header(HttpHeaders.RETRY_AFTER, "1").build();
      default -> builder.build();
    };
  }
}
