package io.eightnines.topology;

/**
 * One fault of a topology.
 *
 * @param path where it stands, such as {@code regions[1].zones}; empty for the whole
 * @param value what stands there, as text; {@code missing} if nothing does
 * @param expected what belongs there instead
 */
public record Problem(String path, String value, String expected) {
  /** A value of this many characters says enough about itself. */
  private static final int MAX_SHOWN_CHARACTERS = 60;

  public Problem {
    if (value.length() > MAX_SHOWN_CHARACTERS) {
      value = value.substring(0, MAX_SHOWN_CHARACTERS) + "…";
    }
  }

  /** The same fault, seen from what holds the faulty part at {@code parent}. */
  Problem under(String parent) {
    return new Problem(join(parent, path), value, expected);
  }

  static String join(String parent, String child) {
    if (parent.isEmpty() || child.isEmpty() || child.startsWith("[")) {
      return parent + child;
    }
    return parent + "." + child;
  }

  @Override
  public String toString() {
    return (path.isEmpty() ? "topology" : path) + ": " + value + "; expected " + expected;
  }
}
