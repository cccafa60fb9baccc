package io.eightnines.gateway.http;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.json.FieldError;
import io.eightnines.client.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** Every problem that the gateway reports, in one place. */
final class Problems {

  private Problems() {}

  static Problem invalid(List<FieldError> errors) {
    return Problem.of(
            400, "invalid-request", "The request is invalid", errors.getFirst().toString())
        .withErrors(errors);
  }

  static Problem invalid(String field, String value, String expected) {
    return invalid(List.of(new FieldError(field, value, expected)));
  }

  static Problem unauthorized() {
    return Problem.of(
        401, "unauthorized", "The caller is unknown", "a known bearer token is needed");
  }

  static Problem notFound(String detail) {
    return Problem.of(404, "not-found", "There is no such thing", detail);
  }

  static Problem unknownPrevious(String previous) {
    FieldError error =
        new FieldError("previous", previous, "a draw of this chain, or null if it has none");
    return Problem.of(404, "unknown-previous", "The chain has no such draw", error.toString())
        .withErrors(List.of(error));
  }

  static Problem conflict(DrawId issued) {
    return Problem.of(
            409,
            "already-issued",
            "Another draw was issued at this place",
            "the same previous was asked for with another spec or tag")
        .withIssued(issued);
  }

  static Problem tooLarge(int maxBytes) {
    return Problem.of(
        413, "too-large", "The request is too large", "at most " + maxBytes + " bytes");
  }

  static Problem entropyExhausted() {
    return Problem.of(
        503, "entropy-exhausted", "Random bits have run out", "nothing was issued; ask again");
  }

  static Problem busy() {
    return Problem.of(
        503, "busy", "Too many requests are waiting", "nothing was issued; ask again");
  }

  static Problem unavailable() {
    return Problem.of(
        503,
        "ledger-unavailable",
        "The ledger cannot write",
        "ask again: what was issued is issued once only");
  }

  static Problem deadlinePassed() {
    return Problem.of(
        504,
        "deadline-passed",
        "The time for this request was up",
        "ask again: what was issued is issued once only");
  }

  /** The problem of a bare status code, such as 405. */
  static Problem ofStatus(int code) {
    Response.Status status = Response.Status.fromStatusCode(code);
    String title = status == null ? "Status " + code : status.getReasonPhrase();
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return Problem.of(code, slug, title, "see the status");
  }

  static Response response(Problem problem) {
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
