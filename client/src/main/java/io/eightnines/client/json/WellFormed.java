package io.eightnines.client.json;

/** Tells whether a Java string is well-formed Unicode, that is, every surrogate has its partner. */
final class WellFormed {

  private WellFormed() {}

  static boolean isWellFormed(String text) {
    // A code point in the surrogate range is a surrogate that codePoints() could not pair.
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
