package io.eightnines.failover.settings;

import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which region is nearest to which clients.
 *
 * @param networks for each region the networks (CIDR) whose clients prefer it; the longest that
 *     holds a client decides
 */
public record GeoSection(Map<String, List<String>> networks) {
  public GeoSection {
    networks = networks == null ? Map.of() : new LinkedHashMap<>(networks);
    var _ = table(networks);
  }

  public GeoTable toTable() {
    return table(networks);
  }

  private static GeoTable table(Map<String, List<String>> networks) {
    Map<RegionId, List<Network>> parsed = new LinkedHashMap<>();
    networks.forEach(
        (region, texts) -> parsed.put(new RegionId(region), parse("networks." + region, texts)));
    try {
      return new GeoTable(parsed);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("networks: " + e.getMessage(), e);
    }
  }

  private static List<Network> parse(String key, List<String> texts) {
    List<Network> parsed = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        parsed.add(Network.parse(String.valueOf(texts.get(i))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(key + "[" + i + "] is " + e.getMessage(), e);
      }
    }
    return parsed;
  }
}
