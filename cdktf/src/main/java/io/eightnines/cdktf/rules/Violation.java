package io.eightnines.cdktf.rules;

/** Where a rule is violated, and what was found and expected there. */
public record Violation(String where, String message) {
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
