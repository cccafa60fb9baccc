package io.eightnines.runbooks.fleet;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which member stands where. All ports are above 1024, so that nobody needs to be root.
 *
 * @param regions names of the regions, in the order of their addresses
 * @param daemons how many failover daemons: 1, 3 or 5, so that a majority can be had
 * @param variant what a drill needs to be otherwise
 */
public record FleetLayout(List<String> regions, int daemons, Variant variant) {
  /** Port of every member's own HTTP interface. */
  public static final int PORT = 8080;

  /** Port of every member's metrics. */
  public static final int ADMIN_PORT = 8081;

  /** Where a region's API listens when something else stands in front of it. */
  public static final int HIDDEN_PORT = 8090;

  /** Port of the name servers, UDP and TCP. */
  public static final int DNS_PORT = 5353;

  /** Port on which daemons replicate their log. */
  public static final int LOG_PORT = 9871;

  /** The name that the daemons answer for. */
  public static final String SERVICE = "api.example.test";

  public static final String GATEWAY_ADDRESS = "127.0.2.1";

  private static final Set<Integer> SIZES = Set.of(1, 3, 5);

  /**
   * How a fleet differs from the usual one.
   *
   * @param defaultDetector whether daemons judge as in production, not as drills need it that trip
   *     the same region again and again
   * @param fronted regions whose address is left to something in front of the API
   * @param ownCgroups whether each daemon gets a control group, by which its packets can be told
   * @param byTerraform whether Terraform runs the regions, so that they can be redeployed
   */
  public record Variant(
      boolean defaultDetector, List<String> fronted, boolean ownCgroups, boolean byTerraform) {
    public static final Variant USUAL = new Variant(false, List.of(), false, false);

    public Variant {
      fronted = List.copyOf(fronted);
    }

    /** The usual one, but for who runs the regions. */
    public static Variant withTerraform() {
      return new Variant(false, List.of(), false, true);
    }
  }

  public FleetLayout {
    regions = List.copyOf(regions);
    if (!SIZES.contains(daemons)) {
      throw new IllegalArgumentException("daemons is " + daemons + ", expected 1, 3 or 5");
    }
  }

  /** Three regions of two clouds, as the design draws them. */
  public static FleetLayout standard(int daemons) {
    return new FleetLayout(
        List.of("aws-us-east-1", "aws-eu-west-1", "gcp-us-east4"), daemons, Variant.USUAL);
  }

  /** The least that has a member of each kind. */
  public static FleetLayout smallest() {
    return new FleetLayout(List.of("training"), 1, Variant.USUAL);
  }

  /** The same, with something otherwise. */
  public FleetLayout with(Variant other) {
    return new FleetLayout(regions, daemons, other);
  }

  /** The address of a region. */
  public String address(String region) {
    return "127.0.1." + (regions.indexOf(region) + 1);
  }

  /** The base address of a region's API, as the world knows it. */
  public URI api(String region) {
    return URI.create("http://" + address(region) + ":" + PORT);
  }

  /** The base address on which a region's API really listens. */
  public URI hiddenApi(String region) {
    return URI.create("http://" + address(region) + ":" + apiPort(region));
  }

  int apiPort(String region) {
    return variant.fronted().contains(region) ? HIDDEN_PORT : PORT;
  }

  /** The base address of the gateway. */
  public URI gateway() {
    return URI.create("http://" + GATEWAY_ADDRESS + ":" + PORT);
  }

  /** The names of the daemons, each a name server: ns1, ns2 and so on. */
  public List<String> daemonNames() {
    return IntStream.rangeClosed(1, daemons).mapToObj(i -> "ns" + i).toList();
  }

  /** The address of a daemon. */
  public String daemonAddress(String daemon) {
    return "127.0.3." + (daemonNames().indexOf(daemon) + 1);
  }

  /** The base address of a daemon. */
  public URI daemon(String daemon) {
    return URI.create("http://" + daemonAddress(daemon) + ":" + PORT);
  }
}
