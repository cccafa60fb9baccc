package io.eightnines.client.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes JSON in its one canonical form (RFC 8785), so that equal values have equal bytes and can
 * be hashed and signed: members sorted, no white space, the shortest escapes, UTF-8.
 */
public final class CanonicalJson {

  private final StringBuilder out = new StringBuilder(512);

  private CanonicalJson() {}

  /**
   * The canonical bytes of a value.
   *
   * @throws IllegalArgumentException if a text holds half a surrogate pair (RFC 8785 section
   *     3.2.2.2) or a number is not whole
   */
  public static byte[] bytes(Json value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The canonical form of a value as text. */
  public static String text(Json value) {
    CanonicalJson json = new CanonicalJson();
    json.write(value);
    return json.out.toString();
  }

  private void write(Json value) {
    if (value instanceof Json.Members members) {
      members(members);
    } else if (value instanceof Json.Items items) {
      items(items);
    } else if (value instanceof Json.Text text) {
      quoted(text.value());
    } else if (value instanceof Json.Whole whole) {
      out.append(whole.value());
    } else if (value instanceof Json.Truth truth) {
      out.append(truth.value());
    } else if (value instanceof Json.Nothing) {
      out.append("null");
    } else if (value instanceof Json.Inexact inexact) {
      throw new IllegalArgumentException(
          "number %s: expected a whole number".formatted(inexact.digits()));
    }
  }

  private void members(Json.Members members) {
    out.append('{');
    int begin = out.length();
    members
        .values()
        .forEach((name, value) -> {
          if (out.length() > begin) {
            out.append(',');
          }
          quoted(name);
          out.append(':');
          write(value);
        });
    out.append('}');
  }

  private void items(Json.Items items) {
    out.append('[');
    String comma = "";
    for (Json item : items.values()) {
      out.append(comma);
      write(item);
      comma = ",";
    }
    out.append(']');
  }

  private void quoted(String text) {
    if (isPlain(text)) {
      out.append('"').append(text).append('"');
      return;
    }
    if (!WellFormed.isWellFormed(text)) {
      throw new IllegalArgumentException("text holds half a surrogate pair");
    }
    out.append('"');
    text.chars().forEach(c -> escaped((char) c));
    out.append('"');
  }

  /** Whether a text is printable ASCII that needs no escape, as almost all texts are. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void escaped(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ') {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
