package io.eightnines.runbooks.fleet;

import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.topology.Address;
import io.eightnines.topology.Cloud;
import io.eightnines.topology.Region;
import io.eightnines.topology.Topology;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which member stands where. All ports are above 1024, so that nobody needs to be root.
 *
 * @param topology regions, site and daemons with their addresses, all local
 * @param daemons how many failover daemons: 1, 3 or 5, so that a majority can be had; those beyond
 *     the topology's have the addresses that follow its last
 * @param variant what a drill needs to be otherwise
 */
public record FleetLayout(Topology topology, int daemons, Variant variant) {
  /** Port of every member's own HTTP interface. */
  public static final int PORT = 8080;

  /** Port of every member's metrics. */
  public static final int ADMIN_PORT = 8081;

  /** Where a region's API listens when something else stands in front of it. */
  public static final int HIDDEN_PORT = 8090;

  /** Port of the name servers, UDP and TCP. */
  public static final int DNS_PORT = 5353;

  /** Port on which daemons and gateways replicate their log, each among its like. */
  public static final int LOG_PORT = 9871;

  private static final Set<Integer> SIZES = Set.of(1, 3, 5);

  /**
   * How a fleet differs from the usual one.
   *
   * @param defaultDetector whether daemons judge as in production, not as drills need it that trip
   *     the same region again and again
   * @param fronted regions whose address is left to something in front of the API
   * @param ownCgroups whether each daemon gets a control group, by which its packets can be told
   * @param byTerraform whether Terraform runs the regions, so that they can be redeployed
   * @param gateways what gateways there are
   */
  public record Variant(
      boolean defaultDetector,
      List<String> fronted,
      boolean ownCgroups,
      boolean byTerraform,
      Gateways gateways) {
    public static final Variant USUAL = new Variant(false, List.of(), false, false);

    public Variant {
      fronted = List.copyOf(fronted);
    }

    /** One with a gateway that keeps its ledger alone. */
    public Variant(
        boolean defaultDetector, List<String> fronted, boolean ownCgroups, boolean byTerraform) {
      this(defaultDetector, fronted, ownCgroups, byTerraform, Gateways.USUAL);
    }

    /** The same with these gateways. */
    public Variant with(Gateways others) {
      return new Variant(defaultDetector, fronted, ownCgroups, byTerraform, others);
    }

    /** The usual one, but for who runs the regions. */
    public static Variant withTerraform() {
      return new Variant(false, List.of(), false, true);
    }
  }

  /**
   * What gateways there are.
   *
   * @param count how many keep the ledger together: 1 or 3; those beyond the topology's have the
   *     addresses that follow its first
   * @param devices how many simulated devices each has of its own; 0 for the machine's own one
   * @param rowsPerSecond of the ledger that are read again, to find what a disk has changed
   * @param only whether nothing else runs, neither regions nor daemons
   * @param shards into which the ledger is divided
   */
  public record Gateways(int count, int devices, int rowsPerSecond, boolean only, int shards) {
    private static final int SELDOM = 50;

    /** One gateway, with the machine's own device. */
    public static final Gateways USUAL = of(1);

    public Gateways {
      if (count != 1 && count != 3) {
        throw new IllegalArgumentException("gateways is " + count + ", expected 1 or 3");
      }
      var _ = new Sharding(shards);
    }

    /** So many with the machine's own device, which also share its time for reading again. */
    public static Gateways of(int count) {
      return new Gateways(count, 0, Math.ceilDiv(SELDOM, count), false, 1);
    }

    /** The same, each with so many simulated devices. */
    public Gateways withDevices(int simulated) {
      return new Gateways(count, simulated, rowsPerSecond, only, shards);
    }

    /** The same, reading their ledgers again at another rate. */
    public Gateways rereading(int rows) {
      return new Gateways(count, devices, rows, only, shards);
    }

    /** The same without anybody else. */
    public Gateways alone() {
      return new Gateways(count, devices, rowsPerSecond, true, shards);
    }

    /** The same with a ledger in so many shards. */
    public Gateways inShards(int number) {
      return new Gateways(count, devices, rowsPerSecond, only, number);
    }
  }

  public FleetLayout {
    if (!SIZES.contains(daemons)) {
      throw new IllegalArgumentException("daemons is " + daemons + ", expected 1, 3 or 5");
    }
    for (Region region : topology.regions()) {
      if (region.cloud() != Cloud.LOCAL || region.network().addresses().size() != 1) {
        throw new IllegalArgumentException(
            "regions: %s is %s with %d addresses, expected local with one, for a local fleet"
                .formatted(
                    region.id(), region.cloud().word(), region.network().addresses().size()));
      }
    }
    long gateways = topology.sites().stream().mapToLong(site -> site.gateways().size()).sum();
    if (gateways != 1) {
      throw new IllegalArgumentException(
          "sites have %d gateways, expected one in all, for a local fleet".formatted(gateways));
    }
  }

  /** Three regions of two clouds, as the design draws them. */
  public static FleetLayout standard(int daemons) {
    return new FleetLayout(local(), daemons, Variant.USUAL);
  }

  /** The least that has a member of each kind. */
  public static FleetLayout smallest() {
    Topology all = local();
    return new FleetLayout(
        new Topology(
            all.organisation(),
            all.service(),
            new io.eightnines.topology.Fleet(
                null, all.regions().subList(0, 1), all.sites(), all.daemons()),
            all.backups()),
        1,
        Variant.USUAL);
  }

  private static Topology local() {
    try (InputStream in = FleetLayout.class.getResourceAsStream("/topologies/local.yml")) {
      if (in == null) {
        throw new IllegalStateException("this build has no topologies/local.yml");
      }
      return TopologyFile.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with something otherwise. */
  public FleetLayout with(Variant other) {
    return new FleetLayout(topology, daemons, other);
  }

  /** The names of the regions, in the order of the topology. */
  public List<String> regions() {
    return topology.regions().stream().map(region -> region.id().text()).toList();
  }

  /** The name that the daemons answer for. */
  public String service() {
    return topology.service().name().text();
  }

  /** The address of a region. */
  public String address(String region) {
    return topology
        .regions()
        .get(regions().indexOf(region))
        .network()
        .addresses()
        .getFirst()
        .toString();
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

  /** The names of the gateways: gateway, gateway-2 and so on. */
  public List<String> gatewayNames() {
    return IntStream.rangeClosed(1, variant.gateways().count())
        .mapToObj(i -> i == 1 ? "gateway" : "gateway-" + i)
        .toList();
  }

  /** The address of a gateway. */
  public String gatewayAddress(String gateway) {
    Address first = topology.sites().getFirst().gateways().getFirst();
    return new Address(first.bits() + gatewayNames().indexOf(gateway)).toString();
  }

  /** The base address of a gateway. */
  public URI gateway(String gateway) {
    return URI.create("http://" + gatewayAddress(gateway) + ":" + PORT);
  }

  /** The base address of the first gateway. */
  public URI gateway() {
    return gateway(gatewayNames().getFirst());
  }

  /** The simulated devices of a gateway; none if it has the machine's own. */
  public List<String> devices(String gateway) {
    return IntStream.rangeClosed(1, variant.gateways().devices())
        .mapToObj(i -> gateway + "-noise-" + i)
        .toList();
  }

  /** The file that says what a simulated device does instead of giving good noise. */
  public static Path faultFile(Path folder, String device) {
    return folder.resolve("devices").resolve(device);
  }

  /** Where a member of a fleet keeps its state. */
  public static Path state(Path folder, String member) {
    return folder.resolve("state").resolve(member);
  }

  /** The names of the daemons, each a name server: ns1, ns2 and so on. */
  public List<String> daemonNames() {
    int named = topology.daemons().size();
    return IntStream.range(0, daemons)
        .mapToObj(i -> i < named ? topology.daemons().get(i).name() : "ns" + (i + 1))
        .toList();
  }

  /** The address of a daemon. */
  public String daemonAddress(String daemon) {
    int last = topology.daemons().size() - 1;
    int index = daemonNames().indexOf(daemon);
    Address known = topology.daemons().get(Math.min(index, last)).address();
    return new Address(known.bits() + Math.max(0, index - last)).toString();
  }

  /** The base address of a daemon. */
  public URI daemon(String daemon) {
    return URI.create("http://" + daemonAddress(daemon) + ":" + PORT);
  }
}
