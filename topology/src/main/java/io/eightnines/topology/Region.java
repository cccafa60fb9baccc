package io.eightnines.topology;

import java.util.List;
import java.util.Set;

/**
 * A place that answers draws by itself: API instances in several zones behind one or few addresses.
 *
 * @param id our name for it
 * @param location where it is
 * @param network its addresses
 * @param capacity requests/s that failover may send to it: 1 to 10,000,000, and no more than its
 *     shapes serve at their largest
 * @param shapes how the API runs there, one to eight, the usual one first
 */
public record Region(
    RegionId id, Location location, Network network, int capacity, List<Shape> shapes) {
  /** The processor counts that Fargate offers. */
  private static final Set<Double> FARGATE_VCPU = Set.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0);

  public Region {
    shapes = List.copyOf(shapes);
    var rules = new Rules().range("capacity", capacity, 1, 10_000_000).size("shapes", shapes, 1, 8);
    long most = shapes.stream().mapToLong(Shape::capacity).sum();
    rules.need(
        shapes.isEmpty() || capacity <= most,
        "capacity",
        capacity,
        "at most " + most + ", which the shapes serve at their largest");
    for (int i = 0; i < shapes.size(); i++) {
      fits(rules, "shapes[" + i + "].", shapes.get(i), location.cloud());
    }
    if (location.cloud() == Cloud.LOCAL) {
      reachable(rules, network);
    }
    rules.keep();
  }

  /** Who runs it. */
  public Cloud cloud() {
    return location.cloud();
  }

  private static void fits(Rules rules, String path, Shape shape, Cloud cloud) {
    List<String> kinds = Shape.kinds(cloud);
    rules.need(
        kinds.contains(shape.kind()),
        path + "kind",
        shape.kind(),
        "on " + cloud.word() + " one of " + String.join(", ", kinds));
    boolean fargate =
        cloud == Cloud.AWS
            && (shape instanceof Shape.Container || shape instanceof Shape.SpotContainer);
    rules.need(
        !fargate || FARGATE_VCPU.contains(shape.unit().vcpu()),
        path + "vcpu",
        shape.unit().vcpu(),
        "for a container on aws one of 0.25, 0.5, 1, 2, 4, 8, 16");
  }

  /** A local region has no load balancer that would get an address later. */
  private static void reachable(Rules rules, Network network) {
    List<Address> addresses = network.addresses();
    rules.need(!addresses.isEmpty(), "addresses", addresses, "at least 1, for it is local");
    for (int i = 0; i < addresses.size(); i++) {
      Address address = addresses.get(i);
      rules.need(
          address.loopback() && network.cidr().contains(address),
          "addresses[" + i + "]",
          address,
          "a loopback address in " + network.cidr() + ", for the region is local");
    }
  }
}
