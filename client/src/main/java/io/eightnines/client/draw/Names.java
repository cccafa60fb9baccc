package io.eightnines.client.draw;

import java.util.regex.Pattern;

/** The one shape of all names in the protocol: safe in URLs, file names, metrics and logs. */
final class Names {

  static final String EXPECTED = "1 to 64 of a-z, 0-9, '.', '_', '-', the first a letter or digit";

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private Names() {}

  static boolean isName(String text) {
    return SHAPE.matcher(text).matches();
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
