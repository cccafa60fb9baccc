package io.eightnines.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that runs.
 *
 * @param image what regions run; needed as soon as one is in a cloud, absent where processes start
 *     from a build
 * @param regions one to thirty-two, with unique ids, networks and addresses
 * @param sites one to nine
 * @param daemons 1, 3 or 5, so that a majority can be had
 */
public record Fleet(
    @Nullable Image image, List<Region> regions, List<Site> sites, List<Daemon> daemons) {
  public Fleet {
    regions = List.copyOf(regions);
    sites = List.copyOf(sites);
    daemons = List.copyOf(daemons);
    var rules = new Rules();
    FleetRules.sizes(rules, regions, sites, daemons);
    new FleetRules(rules, Placed.all("regions", regions), Placed.all("sites", sites))
        .together(Placed.all("daemons", daemons));
    FleetRules.image(rules, image, regions);
    rules.keep();
  }
}
