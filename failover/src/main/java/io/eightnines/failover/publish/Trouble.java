package io.eightnines.failover.publish;

/** Why a provider did not do what it was asked, in its own words; never holds a secret. */
public record Trouble(Kind kind, String text) {
  /** Longer texts are cut: they come from outside, and go to logs and pages. */
  private static final int MAX_LENGTH = 500;

  /** What to do about it. */
  public enum Kind {
    /** It asks for fewer requests. */
    THROTTLED,
    /** An earlier change of the same zone is not done. */
    BUSY,
    /** It did not answer in time, or said that it is unwell. */
    UNREACHABLE,
    /** It will not, however often it is asked: no permission, no such zone, no such key. */
    REFUSED
  }

  public Trouble {
    text = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
