package io.eightnines.client.draw;

/** Names the customer who owns a chain. */
public record CustomerId(String value) {

  /** What a customer id looks like, in words. */
  public static final String EXPECTED = Names.EXPECTED;

  public CustomerId {
    Names.check("customer", value);
  }

  /** Whether a text is a customer id. */
  public static boolean isValid(String text) {
    return Names.isName(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
