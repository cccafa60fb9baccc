package io.eightnines.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parts of a fleet owe to each other. A part that is faulty by itself is left out. */
final class FleetRules {
  private static final Set<Integer> DAEMONS = Set.of(1, 3, 5);

  private final Rules rules;
  private final List<Placed<Region>> regions;
  private final List<Placed<Site>> sites;

  FleetRules(Rules rules, List<Placed<Region>> regions, List<Placed<Site>> sites) {
    this.rules = rules;
    this.regions = regions;
    this.sites = sites;
  }

  static void sizes(Rules rules, List<?> regions, List<?> sites, List<?> daemons) {
    bounded(rules, "regions", regions.size(), 32);
    bounded(rules, "sites", sites.size(), 9);
    rules.need(
        DAEMONS.contains(daemons.size()), "daemons", daemons.size() + " of them", "1, 3 or 5");
  }

  static void image(Rules rules, @Nullable Image image, List<Region> regions) {
    boolean inCloud = regions.stream().anyMatch(region -> region.cloud() != Cloud.LOCAL);
    rules.need(
        image != null || !inCloud, "image", "missing", "an image, for a region is in a cloud");
  }

  static void keep(
      List<Placed<Region>> regions, List<Placed<Site>> sites, List<Placed<Daemon>> daemons) {
    var rules = new Rules();
    new FleetRules(rules, regions, sites).together(daemons);
    rules.keep();
  }

  void together(List<Placed<Daemon>> daemons) {
    unique("id", regions, region -> region.id().text());
    unique("id", sites, Site::id);
    unique("name", daemons, Daemon::name);
    addresses(daemons);
    networks();
    vpnPeers();
  }

  private static void bounded(Rules rules, String field, int size, int most) {
    rules.need(size >= 1 && size <= most, field, size + " of them", "1 to " + most);
  }

  private <T> void unique(String field, List<Placed<T>> values, Function<T, String> name) {
    Map<String, String> first = new HashMap<>();
    for (Placed<T> value : values) {
      claim(first, Problem.join(value.path(), field), name.apply(value.value()));
    }
  }

  private void claim(Map<String, String> first, String path, String value) {
    String holder = first.putIfAbsent(value, path);
    if (holder != null) {
      rules.need(false, path, value, "another, for this is that of " + holder);
    }
  }

  private void addresses(List<Placed<Daemon>> daemons) {
    Map<String, String> first = new HashMap<>();
    regions.forEach(region ->
        claimAll(first, region.path() + ".addresses", region.value().network().addresses()));
    sites.forEach(site -> {
      claimAll(first, site.path() + ".gateways", site.value().gateways());
      claimAll(first, site.path() + ".vpnPeers", site.value().vpnPeers());
    });
    daemons.forEach(
        daemon -> claim(first, daemon.path() + ".address", daemon.value().address().toString()));
  }

  private void claimAll(Map<String, String> first, String path, List<Address> addresses) {
    Placed.all(path, addresses)
        .forEach(address -> claim(first, address.path(), address.value().toString()));
  }

  private void networks() {
    List<Placed<Cidr>> networks = new ArrayList<>();
    regions.forEach(region ->
        networks.add(new Placed<>(region.path() + ".cidr", region.value().network().cidr())));
    sites.forEach(site -> networks.add(new Placed<>(site.path() + ".cidr", site.value().cidr())));
    for (int i = 0; i < networks.size(); i++) {
      for (Placed<Cidr> earlier : networks.subList(0, i)) {
        Placed<Cidr> network = networks.get(i);
        rules.need(
            !network.value().overlaps(earlier.value()),
            network.path(),
            network.value(),
            "a block that does not overlap %s, %s".formatted(earlier.path(), earlier.value()));
      }
    }
  }

  private void vpnPeers() {
    boolean inCloud = regions.stream().anyMatch(region -> region.value().cloud() != Cloud.LOCAL);
    for (Placed<Site> site : sites) {
      rules.need(
          !inCloud || !site.value().vpnPeers().isEmpty(),
          site.path() + ".vpnPeers",
          "[]",
          "at least 1, for a region is in a cloud");
    }
  }
}
