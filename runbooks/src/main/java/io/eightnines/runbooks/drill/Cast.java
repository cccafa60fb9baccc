package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.DaemonStatus;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who plays the victims of one trial.
 *
 * @param regions in the order in which they are hit; the first is the only one of a single region
 * @param daemon the daemon that is hit, if a fault hits one
 * @param gateways the one that leads first
 * @param damaged daemons whose answers prove nothing meanwhile
 */
record Cast(List<Member> regions, Member daemon, List<Member> gateways, Set<String> damaged) {

  /** Chooses by chance, but for the leader. */
  static Cast choose(Scenario scenario, Fleet fleet, Random random) {
    List<String> regions = new ArrayList<>(fleet.layout().regions());
    Collections.shuffle(regions, random);
    List<String> fronted = fleet.layout().variant().fronted();
    regions.removeAll(fronted);
    regions.addAll(0, fronted);
    List<Member> daemons = fleet.daemons();
    Member chosen = daemons.get(random.nextInt(daemons.size()));
    boolean leads = scenario.faults().stream().anyMatch(fault -> fault.victim() == Victim.LEADER);
    Member daemon = leads ? leader(fleet) : chosen;
    boolean damages =
        scenario.before().stream().anyMatch(Fault::silencesDaemon)
            || scenario.faults().stream().anyMatch(Fault::silencesDaemon);
    return new Cast(
        regions.stream().map(fleet::member).toList(),
        daemon,
        gateways(fleet),
        damages ? Set.of(daemon.name()) : Set.of());
  }

  /** The leader that a daemon names; the first daemon if none names one. */
  static Member leader(Fleet fleet) {
    for (Member daemon : fleet.daemons()) {
      try {
        DaemonStatus status = fleet.status(daemon);
        if (!status.leader().isEmpty()) {
          return fleet.member(status.leader());
        }
      } catch (IOException silent) {
        // another one will know
      }
    }
    return fleet.daemons().getFirst();
  }

  private static List<Member> gateways(Fleet fleet) {
    List<Member> all = new ArrayList<>(fleet.gateways());
    for (Member gateway : fleet.gateways()) {
      Optional<String> leader = fleet.gatewayLeader(gateway);
      if (leader.isPresent()) {
        all.sort(Comparator.comparing(member -> !member.name().equals(leader.get())));
        return List.copyOf(all);
      }
    }
    return List.copyOf(all);
  }

  /** Whom a fault hits. */
  List<Member> victims(Fault fault) {
    return switch (fault.victim()) {
      case REGION -> regions.subList(0, 1);
      case TWO_REGIONS -> regions.subList(0, 2);
      case EVERY_REGION -> regions;
      case LEADER, DAEMON -> List.of(daemon);
      case GATEWAY, GATEWAY_LEADER -> gateways.subList(0, 1);
      case GATEWAY_FOLLOWER -> gateways.subList(1, 2);
      case EVERY_GATEWAY -> gateways;
    };
  }

  /** The regions that some faults hit. */
  List<Member> regionsHit(List<Fault> faults) {
    return faults.stream()
        .filter(fault -> fault.victim().isRegion())
        .flatMap(fault -> victims(fault).stream())
        .distinct()
        .toList();
  }

  /** Daemons whose answers count. */
  List<String> sound(Fleet fleet) {
    return fleet.daemons().stream()
        .map(Member::name)
        .filter(name -> !damaged.contains(name))
        .collect(Collectors.toList());
  }
}
