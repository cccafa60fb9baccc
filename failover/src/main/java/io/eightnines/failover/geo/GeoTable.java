package io.eightnines.failover.geo;

import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Regions by network; the longest that holds a client decides. A binary trie for each family. */
public final class GeoTable {
  /** Each is some dozens of bytes, and is read by people who must correct it. */
  public static final int MAX_NETWORKS = 100_000;

  public static final GeoTable NONE = new GeoTable(Map.of());

  private static final int IPV4_BYTES = 4;
  private static final int ABSENT = -1;

  /** A node's children are at 2n and 2n + 1; node 0 is the root. */
  private static final class Trie {
    private int[] children = {ABSENT, ABSENT};
    private int[] regions = {ABSENT};
    private int size = 1;

    void put(Network network, int region) {
      byte[] address = network.address().getAddress();
      int node = 0;
      for (int depth = 0; depth < network.bits(); depth++) {
        int slot = 2 * node + Network.bit(address, depth);
        if (children[slot] == ABSENT) {
          int child = added(); // May put another array in the place of children.
          children[slot] = child;
        }
        node = children[slot];
      }
      regions[node] = region;
    }

    private int added() {
      if (size == regions.length) {
        regions = Arrays.copyOf(regions, 2 * size);
        children = Arrays.copyOf(children, 4 * size);
      }
      regions[size] = ABSENT;
      children[2 * size] = ABSENT;
      children[2 * size + 1] = ABSENT;
      return size++;
    }

    /** In the upper half the region, in the lower the bits that decided. */
    long find(byte[] address, int bits) {
      int node = 0;
      int region = regions[0];
      int depth = 0;
      while (hasChildren(node) && depth < address.length * Byte.SIZE) {
        node = children[2 * node + Network.bit(address, depth)];
        depth++;
        if (node == ABSENT) {
          break;
        }
        if (depth <= bits && regions[node] != ABSENT) {
          region = regions[node];
        }
      }
      return (long) region << Integer.SIZE | depth;
    }

    private boolean hasChildren(int node) {
      return children[2 * node] != ABSENT || children[2 * node + 1] != ABSENT;
    }
  }

  private final Trie ipv4 = new Trie();
  private final Trie ipv6 = new Trie();
  private final List<RegionId> regions;
  private final boolean empty;

  /** Refuses a network that two regions, or one twice, claim. */
  public GeoTable(Map<RegionId, List<Network>> networks) {
    regions = new ArrayList<>(networks.keySet());
    empty = networks.values().stream().allMatch(List::isEmpty);
    int count = networks.values().stream().mapToInt(List::size).sum();
    if (count > MAX_NETWORKS) {
      throw new IllegalArgumentException(count + " networks, expected at most " + MAX_NETWORKS);
    }
    Map<String, RegionId> claimed = new HashMap<>();
    for (RegionId region : regions) {
      for (Network network : networks.getOrDefault(region, List.of())) {
        RegionId other = claimed.putIfAbsent(network.key(), region);
        if (other != null) {
          throw new IllegalArgumentException(
              network + " is given to " + other + " and to " + region + ", expected it once");
        }
        trie(network.address().getAddress()).put(network, regions.indexOf(region));
      }
    }
  }

  public boolean isEmpty() {
    return empty;
  }

  public List<RegionId> regions() {
    return List.copyOf(regions);
  }

  /**
   * Whom the client with these first {@code bits} of its address is nearest to. What is told of a
   * client in a larger network than the table tells apart holds for that network only in part: its
   * scope is then longer than what was given.
   */
  public Located find(byte[] address, int bits) {
    if (empty) {
      return Located.NOWHERE;
    }
    long found = trie(address).find(address, bits);
    int region = (int) (found >> Integer.SIZE);
    return new Located(region == ABSENT ? null : regions.get(region), (int) found);
  }

  private Trie trie(byte[] address) {
    return address.length == IPV4_BYTES ? ipv4 : ipv6;
  }
}
