package io.eightnines.topology;

import java.util.regex.Pattern;

/**
 * A DNS name without the final dot, in lower case, of at least two labels.
 *
 * @param text such as {@code rng.example.com}
 */
public record DomainName(String text) {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern TEXT = Pattern.compile(LABEL + "(\\." + LABEL + ")+");

  /** Leaves room for the labels of the service and of the daemons within DNS's 255 bytes. */
  private static final int MAX_CHARACTERS = 180;

  public DomainName {
    new Rules()
        .need(
            text.length() <= MAX_CHARACTERS && TEXT.matcher(text).matches(),
            "",
            text,
            "a domain name in lower case, at most "
                + MAX_CHARACTERS
                + " characters, such as example.com")
        .keep();
  }

  /** Whether this is the other name or a name below it. */
  public boolean within(DomainName other) {
    return text.equals(other.text) || text.endsWith("." + other.text);
  }

  /** The name of a label below this name. */
  public DomainName child(String label) {
    return new DomainName(label + "." + text);
  }

  @Override
  public String toString() {
    return text;
  }
}
