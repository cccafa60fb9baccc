package io.eightnines.client.draw;

/** The customer's own mark on a draw, such as "round 42"; it is kept and signed, never read. */
public record Tag(String value) {

  /** Long enough for a name and a date, short enough to print beside a draw. */
  public static final int MAX_CHARS = 200;

  /** What a tag looks like, in words. */
  public static final String EXPECTED =
      "0 to " + MAX_CHARS + " characters without control characters";

  /** The tag of a request that has none. */
  public static final Tag NONE = new Tag("");

  public Tag {
    if (!isValid(value)) {
      throw new IllegalArgumentException("tag: expected " + EXPECTED);
    }
  }

  /** Whether a text is a tag. */
  public static boolean isValid(String text) {
    return Names.isLine(text, MAX_CHARS);
  }

  @Override
  public String toString() {
    return value;
  }
}
