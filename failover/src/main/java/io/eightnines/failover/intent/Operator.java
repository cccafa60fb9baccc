package io.eightnines.failover.intent;

import java.util.regex.Pattern;

/** The name of a person or program that gives orders: 1 to 63 of a-z, 0-9, dot, at and hyphen. */
public record Operator(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9.@-]{1,63}");

  public Operator {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "operator is '" + name + "', expected 1 to 63 characters of a-z, 0-9, '.', '@' and '-'");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
