package io.eightnines.topology;

/**
 * Our name for a region, the same in failover's votes, in Terraform and on the console.
 *
 * @param text 1 to 32 lower-case letters, digits and inner hyphens, beginning with a letter
 */
public record RegionId(String text) {
  public RegionId {
    new Rules().label("", text).keep();
  }

  @Override
  public String toString() {
    return text;
  }
}
