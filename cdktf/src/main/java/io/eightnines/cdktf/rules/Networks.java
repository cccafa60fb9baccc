package io.eightnines.cdktf.rules;

import io.eightnines.cdktf.rules.Stack.Resource;
import io.eightnines.topology.Cidr;
import io.eightnines.topology.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Networks that could ever be routed to each other are disjoint, and span zones. */
final class Networks {
  /** A network somewhere. */
  private record Placed(String where, Cidr network) {}

  private Networks() {}

  /** Networks of all regions and sites overlap nowhere. */
  static Rule disjoint(List<Site> sites) {
    return stacks -> {
      var networks = new ArrayList<Placed>();
      sites.forEach(site -> networks.add(new Placed("site " + site.id(), site.cidr())));
      stacks.stream()
          .flatMap(stack ->
              Stream.concat(
                  placed(stack, "aws_vpc", "cidr_block"),
                  placed(stack, "google_compute_subnetwork", "ip_cidr_range")))
          .forEach(networks::add);
      return overlaps(networks);
    };
  }

  /** Within a stack, subnets overlap nowhere and lie in their network. */
  static Rule subnets() {
    return stacks ->
        stacks.stream()
            .flatMap(stack -> {
              var subnets = placed(stack, "aws_subnet", "cidr_block").toList();
              var networks = placed(stack, "aws_vpc", "cidr_block").toList();
              var outside =
                  subnets.stream()
                      .filter(
                          subnet -> networks.stream().noneMatch(network -> holds(network, subnet)))
                      .map(subnet ->
                          new Violation(
                              subnet.where(),
                              subnet.network() + "; expected a part of the stack's network"));
              return Stream.concat(overlaps(subnets).stream(), outside);
            })
            .toList();
  }

  /** What has subnets has them in at least two zones. */
  static Rule zones() {
    return stacks ->
        stacks.stream()
            .flatMap(stack -> {
              var zones = new TreeSet<String>();
              stack
                  .resources("aws_subnet")
                  .forEach(subnet -> zones.add(subnet.text("availability_zone")));
              zones.remove("");
              return stack
                  .resources("aws_vpc")
                  .filter(_ -> zones.size() < 2)
                  .map(vpc ->
                      vpc.violation("zones: %s; expected subnets in at least 2".formatted(zones)));
            })
            .toList();
  }

  private static Stream<Placed> placed(Stack stack, String type, String argument) {
    return stack
        .resources(type)
        .map(network -> new Placed(network.address(), cidr(network, argument)));
  }

  private static Cidr cidr(Resource network, String argument) {
    return Cidr.parse(network.text(argument));
  }

  private static boolean holds(Placed network, Placed subnet) {
    return network.network().contains(subnet.network().first())
        && network.network().prefix() <= subnet.network().prefix();
  }

  private static List<Violation> overlaps(List<Placed> networks) {
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < networks.size(); i++) {
      for (var earlier : networks.subList(0, i)) {
        var network = networks.get(i);
        if (network.network().overlaps(earlier.network())) {
          violations.add(
              new Violation(
                  network.where(),
                  "%s; expected no overlap with %s, %s"
                      .formatted(network.network(), earlier.where(), earlier.network())));
        }
      }
    }
    return violations;
  }
}
