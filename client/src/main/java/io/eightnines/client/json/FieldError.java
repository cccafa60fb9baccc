package io.eightnines.client.json;

/**
 * One field that was refused: which, what it held, and what was expected there.
 *
 * @param field path from the top of the document, such as {@code spec.count}; {@code body} for the
 *     document as a whole
 * @param value the value as it came, shortened to {@value #MAX_VALUE_CHARS} characters
 * @param expected what would have been taken
 */
public record FieldError(String field, String value, String expected) {

  /** Enough to recognise a value, too little to fill a log with it. */
  public static final int MAX_VALUE_CHARS = 100;

  public FieldError {
    field = shortened(field);
    value = shortened(value);
  }

  static String shortened(String text) {
    if (text.length() <= MAX_VALUE_CHARS) {
      return text;
    }
    int end = MAX_VALUE_CHARS - 1;
    // Never leave half a pair behind.
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  @Override
  public String toString() {
    return "%s: %s: expected %s".formatted(field, value, expected);
  }
}
