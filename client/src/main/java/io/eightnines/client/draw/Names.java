package io.eightnines.client.draw;

/** The one shape of all names in the protocol: safe in URLs, file names, metrics and logs. */
final class Names {

  static final String EXPECTED = "1 to 64 of a-z, 0-9, '.', '_', '-', the first a letter or digit";

  private static final int MAX_CHARS = 64;

  private Names() {}

  static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARS || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  static void check(String what, String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException("%s '%s': expected %s".formatted(what, text, EXPECTED));
    }
  }

  /** Text that people read: bounded, on one line, without control characters. */
  static boolean isLine(String text, int maxChars) {
    return text.length() <= maxChars && text.chars().noneMatch(Character::isISOControl);
  }
}
