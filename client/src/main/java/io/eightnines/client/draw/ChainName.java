package io.eightnines.client.draw;

/** Names one chain of draws among those of a customer. */
public record ChainName(String value) {

  /** What a chain name looks like, in words. */
  public static final String EXPECTED = Names.EXPECTED;

  public ChainName {
    Names.check("chain", value);
  }

  /** Whether a text is a chain name. */
  public static boolean isValid(String text) {
    return Names.isName(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
