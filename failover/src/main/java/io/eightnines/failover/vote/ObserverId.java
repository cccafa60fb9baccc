package io.eightnines.failover.vote;

import java.util.regex.Pattern;

/** The name of a daemon as an observer, for example {@code ns1}: 1 to 63 of a-z, 0-9, hyphen. */
public record ObserverId(String name) implements Comparable<ObserverId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

  public ObserverId {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "observer is '" + name + "', expected 1 to 63 characters of a-z, 0-9 and hyphen");
    }
  }

  @Override
  public int compareTo(ObserverId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
