package io.eightnines.client.problem;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.FieldError;
import io.eightnines.client.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457 section 3).
 *
 * @param slug names the type of problem; {@code type} is {@value #TYPE_PREFIX} and the slug
 * @param title the type of problem in words, the same for every occurrence
 * @param status HTTP status code, 400 to 599
 * @param detail this occurrence in words
 * @param errors the refused fields, if fields were refused
 * @param issued for a conflict, the draw that was issued at this place of the chain
 */
public record Problem(
    String slug,
    String title,
    int status,
    String detail,
    List<FieldError> errors,
    @Nullable DrawId issued) {

  /** The media type of problem details in JSON (RFC 9457 section 6.1). */
  public static final String MEDIA_TYPE = "application/problem+json";

  static final String TYPE_PREFIX = "urn:eightnines:problem:";

  public Problem {
    errors = List.copyOf(errors);
    if (!isSlug(slug)) {
      throw new IllegalArgumentException("slug '%s': expected a-z, 0-9, '-'".formatted(slug));
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status %d: expected 400 to 599".formatted(status));
    }
  }

  /** A problem without fields. */
  public static Problem of(int status, String slug, String title, String detail) {
    return new Problem(slug, title, status, detail, List.of(), null);
  }

  /** This problem with the fields that were refused. */
  public Problem withErrors(List<FieldError> refused) {
    return new Problem(slug, title, status, detail, refused, issued);
  }

  /** This problem with the draw that was issued instead. */
  public Problem withIssued(DrawId draw) {
    return new Problem(slug, title, status, detail, errors, draw);
  }

  static boolean isSlug(String text) {
    return text.matches("[a-z0-9-]{1,64}");
  }

  /** This problem as JSON. */
  public byte[] toJson() {
    TreeMap<String, Json> members = new TreeMap<>();
    members.put("type", new Json.Text(TYPE_PREFIX + slug));
    members.put("title", new Json.Text(title));
    members.put("status", new Json.Whole(status));
    members.put("detail", new Json.Text(detail));
    if (!errors.isEmpty()) {
      members.put("errors", new Json.Items(errors.stream().map(Problem::json).toList()));
    }
    if (issued != null) {
      members.put("issued", new Json.Text(issued.value()));
    }
    return CanonicalJson.bytes(new Json.Members(members));
  }

  private static Json json(FieldError error) {
    return Json.Members.of(
        Map.of(
            "field", new Json.Text(error.field()),
            "value", new Json.Text(error.value()),
            "expected", new Json.Text(error.expected())));
  }
}
