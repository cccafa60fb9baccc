package io.eightnines.failover.operate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/**
 * Problem details (RFC 9457 section 3), in the form that all our services give them.
 *
 * @param type {@code urn:eightnines:problem:} and a word for this type of problem
 * @param errors the fields that were refused, if fields were
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
record Problem(
    @JsonProperty String type,
    @JsonProperty String title,
    @JsonProperty int status,
    @JsonProperty String detail,
    @JsonProperty @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE = "urn:eightnines:problem:";

  private static Problem of(int status, String word, String title, String detail) {
    return new Problem(TYPE + word, title, status, detail, List.of());
  }

  /** 400: this field cannot be understood. */
  static Problem invalid(Fault fault) {
    return new Problem(
        TYPE + "invalid-request", "The request is invalid", 400, fault.text(), List.of(fault));
  }

  static Problem unauthorized() {
    return of(401, "unauthorized", "The caller is unknown", "a known bearer token is needed");
  }

  static Problem forbidden(Caller caller, Role needed) {
    return of(
        403,
        "forbidden",
        "The caller may not do this",
        "%s has the role %s, expected %s".formatted(caller.name(), caller.role(), needed));
  }

  static Problem notFound(Fault fault) {
    return new Problem(
        TYPE + "not-found", "There is no such thing", 404, fault.text(), List.of(fault));
  }

  /** 409: understood, but it cannot be so now. */
  static Problem refused(Fault fault) {
    return new Problem(
        TYPE + "refused", "The order was refused", 409, fault.text(), List.of(fault));
  }

  static Problem tooLarge(int maxBytes) {
    return of(413, "too-large", "The request is too large", "at most " + maxBytes + " bytes");
  }

  static Problem tooManyGuesses() {
    return of(
        429,
        "too-many-unknown-tokens",
        "Too many unknown tokens came from this address",
        "nothing from there is read until a second has passed");
  }

  /** 503: a majority did not answer, which says nothing about whether it will. */
  static Problem notDecided(String what) {
    return of(
        503,
        "not-decided",
        "No majority of daemons answered in time",
        "it is not known whether "
            + what
            + " was taken; the same request with the same id is safe to repeat");
  }

  /** 503: the same, of something that has no id. */
  static Problem notDecided(String what, String next) {
    return of(
        503,
        "not-decided",
        "No majority of daemons answered in time",
        "it is not known whether " + what + " came about; " + next);
  }

  /** 503: who is cut off from the others changes nothing. */
  static Problem noLeader(String self) {
    return of(
        503,
        "no-leader",
        "This daemon knows of no leader",
        "nothing was changed: " + self + " is cut off, or an election is under way");
  }

  /** 500: it could not be done, and why that is worth telling an operator. */
  static Problem failed(String detail) {
    return of(500, "failed", "It could not be done", detail);
  }

  /** The problem of a bare status code, such as 405. */
  static Problem ofStatus(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Status " + status : known.getReasonPhrase();
    return of(
        status,
        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
        title,
        "see the status");
  }

  Response response() {
    Response.ResponseBuilder builder =
        Response.status(status)
            .type(MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(this);
    return switch (status) {
      case 401 -> builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case 429, 503 -> builder.header(HttpHeaders.RETRY_AFTER, "1").build();
      default -> builder.build();
    };
  }

  /** To leave a resource with this answer. */
  ProblemException exception() {
    return new ProblemException(this);
  }
}
