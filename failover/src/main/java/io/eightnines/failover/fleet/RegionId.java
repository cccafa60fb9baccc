package io.eightnines.failover.fleet;

import java.util.regex.Pattern;

/** The name of a region, for example {@code aws-us-east-1}: 1 to 63 of a-z, 0-9 and hyphen. */
public record RegionId(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

  public RegionId {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "region is '" + name + "', expected 1 to 63 characters of a-z, 0-9 and hyphen");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
