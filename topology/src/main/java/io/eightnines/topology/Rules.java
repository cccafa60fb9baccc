package io.eightnines.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What one part must fulfil; collects every breach before it refuses the part. */
final class Rules {
  /** A label of a DNS name (RFC 1123), short enough to become part of the names of resources. */
  private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");

  static final String LABEL_EXPECTED =
      "1 to 32 lower-case letters, digits and inner hyphens, beginning with a letter";

  private final List<Problem> problems = new ArrayList<>();

  Rules need(boolean holds, String field, Object value, String expected) {
    if (!holds) {
      problems.add(new Problem(field, value.toString(), expected));
    }
    return this;
  }

  Rules range(String field, long value, long least, long most) {
    return need(value >= least && value <= most, field, value, least + " to " + most);
  }

  Rules label(String field, String value) {
    return need(LABEL.matcher(value).matches(), field, value, LABEL_EXPECTED);
  }

  Rules size(String field, List<?> values, int least, int most) {
    boolean holds = values.size() >= least && values.size() <= most;
    String bound = values.size() < least ? "at least " + least : "at most " + most + " of them";
    return need(holds, field, shown(values), bound)
        .need(
            values.stream().distinct().count() == values.size(),
            field,
            shown(values),
            "each only once");
  }

  private static Object shown(List<?> values) {
    return values.size() > 10 ? values.size() + " of them" : values;
  }

  void keep() {
    if (!problems.isEmpty()) {
      throw new InvalidTopologyException(problems);
    }
  }
}
