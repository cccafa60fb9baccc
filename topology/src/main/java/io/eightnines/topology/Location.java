package io.eightnines.topology;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where in the world a region is.
 *
 * @param cloud who runs it
 * @param providerRegion the provider's own name for it
 * @param zones the provider's names of the zones in use, at least two in a cloud, so that the loss
 *     of one is survived; each begins with the provider's name of the region
 */
public record Location(Cloud cloud, String providerRegion, List<String> zones) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+){0,4}");

  public Location {
    zones = List.copyOf(zones);
    var rules =
        new Rules()
            .need(
                NAME.matcher(providerRegion).matches() && providerRegion.length() <= 40,
                "providerRegion",
                providerRegion,
                "a provider's name such as us-east-1 or us-east4")
            .size("zones", zones, cloud == Cloud.LOCAL ? 1 : 2, 6);
    for (int i = 0; i < zones.size(); i++) {
      rules.need(
          zones.get(i).startsWith(providerRegion)
              && zones.get(i).length() <= providerRegion.length() + 3
              && zones.get(i).matches("[a-z0-9-]*[a-z]"),
          "zones[" + i + "]",
          zones.get(i),
          "a zone of " + providerRegion + ", such as " + example(cloud, providerRegion));
    }
    rules.keep();
  }

  private static String example(Cloud cloud, String region) {
    return region + (cloud == Cloud.AWS ? "a" : "-a");
  }
}
