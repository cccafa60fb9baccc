package io.eightnines.client.problem;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.json.FieldError;
import io.eightnines.client.json.Fields;
import io.eightnines.client.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads problem details that a server of ours sent. Members that it does not know are passed over
 * (RFC 9457 section 3.2), so that servers may add some.
 */
public final class ProblemReader {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_ERRORS = 1000;

  private ProblemReader() {}

  /** The problem, or empty if the bytes are none of ours. */
  public static Optional<Problem> read(byte[] bytes) {
    List<FieldError> errors = new ArrayList<>();
    return StrictJson.read(bytes, MAX_BYTES) instanceof StrictJson.Value value
        ? Fields.of(value.json(), errors).flatMap(ProblemReader::problem)
        : Optional.empty();
  }

  private static Optional<Problem> problem(Fields fields) {
    Optional<String> slug = fields.text("type", ProblemReader::isType, ProblemReader::slug, "");
    Optional<String> title = any(fields, "title");
    Optional<String> detail = any(fields, "detail");
    Optional<Long> status = fields.whole("status", 400, 599);
    List<FieldError> errors =
        fields.objects("errors", 0, MAX_ERRORS).map(ProblemReader::errors).orElse(List.of());
    Optional<DrawId> issued = fields.text("issued", DrawId::isValid, DrawId::new, "");
    if (slug.isEmpty() || title.isEmpty() || detail.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            slug.get(),
            title.get(),
            status.get().intValue(),
            detail.get(),
            errors,
            issued.orElse(null)));
  }

  private static List<FieldError> errors(List<Fields> all) {
    return all.stream()
        .map(fields ->
            new FieldError(
                any(fields, "field").orElse(""),
                any(fields, "value").orElse(""),
                any(fields, "expected").orElse("")))
        .toList();
  }

  private static Optional<String> any(Fields fields, String name) {
    return fields.text(name, text -> true, text -> text, "a text");
  }

  private static boolean isType(String type) {
    return type.startsWith(Problem.TYPE_PREFIX) && Problem.isSlug(slug(type));
  }

  private static String slug(String type) {
    return type.substring(Problem.TYPE_PREFIX.length());
  }
}
