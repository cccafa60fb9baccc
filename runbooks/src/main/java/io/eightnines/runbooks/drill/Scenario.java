package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.FleetLayout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A drill on one line: what is done, and what must hold.
 *
 * @param name as its runbook is called
 * @param text what it does, for a person
 * @param before done first, and given time to be noticed
 * @param faults done at the same instant
 * @param usualTrials how often, unless somebody says otherwise
 */
public record Scenario(
    String name,
    String text,
    List<Fault> before,
    List<Fault> faults,
    Expectation expectation,
    int usualTrials) {
  /** One more than a block of bits is mixed of, so that a site goes on without one. */
  private static final int DEVICES = 3;

  /** Rows a second, so that a drill need not wait for hours. */
  private static final int FAST = 200;

  private static final Duration BRIEFLY = Duration.ofSeconds(2);

  /**
   * A generator whose noise nobody needs is read once a second, and 512 bytes show either fault.
   */
  private static final Duration NOTICE = Duration.ofSeconds(3);

  private static final Duration WHILE = Duration.ofSeconds(5);

  /** All there are, in the order in which a person should run them. */
  public static final List<Scenario> ALL =
      List.of(
          of(
              "region-kill",
              "SIGKILL of a random region: it refuses connections",
              20,
              new Expectation.Leaves(150),
              new Fault.Kill(Victim.REGION)),
          of(
              "region-hang",
              "SIGSTOP of a random region: it accepts and never answers",
              20,
              new Expectation.Leaves(500),
              new Fault.Hang(Victim.REGION)),
          of(
              "region-blackhole",
              "packets of a random region are dropped (root, nft)",
              20,
              new Expectation.Leaves(500),
              new Fault.Blackhole(Victim.REGION)),
          of(
              "region-errors",
              "30 % of a region's requests fail, shallow checks do not",
              5,
              new Expectation.Reduced(5000),
              new Fault.Errors(Victim.REGION, 0.3)),
          of(
              "flap",
              "a region hangs and goes on, 0.2 to 5 times a second, for a minute",
              3,
              new Expectation.FewChanges(Duration.ofMinutes(1), 4),
              new Fault.Flap(Victim.REGION, 0.2, 5)),
          of(
              "all-regions-down",
              "SIGKILL of all: answers stay, an alert is raised",
              3,
              new Expectation.FailsOpen(),
              new Fault.Kill(Victim.EVERY_REGION)),
          of(
              "two-of-three-down",
              "SIGKILL of two: both leave, the third serves",
              10,
              new Expectation.Leaves(1000),
              new Fault.Kill(Victim.TWO_REGIONS)),
          of(
              "daemon-kill",
              "SIGKILL of the leading daemon: nothing moves",
              10,
              new Expectation.NothingMoves(WHILE, WHILE),
              new Fault.Kill(Victim.LEADER)),
          of(
              "daemon-leader-and-region-kill",
              "SIGKILL of leader and region at once",
              20,
              new Expectation.Leaves(1000),
              new Fault.Kill(Victim.LEADER),
              new Fault.Kill(Victim.REGION)),
          of(
              "daemon-stop",
              "SIGSTOP of a daemon for 2 s: nothing moves",
              10,
              new Expectation.NothingMoves(BRIEFLY, WHILE),
              new Fault.Hang(Victim.DAEMON)),
          new Scenario(
              "partition",
              "a daemon is cut off, then a region dies (root, nft)",
              List.of(new Fault.CutOff(Victim.DAEMON)),
              List.of(new Fault.Kill(Victim.REGION)),
              new Expectation.Leaves(1000),
              10),
          of(
              "observer-isolated",
              "a daemon reaches no region: nothing moves (root, nft)",
              5,
              new Expectation.NothingMoves(WHILE, WHILE),
              new Fault.Blind(Victim.DAEMON)),
          of(
              "bad-config-push",
              "a daemon is given a bad file: refused, nothing moves",
              3,
              new Expectation.NothingMoves(BRIEFLY, BRIEFLY),
              new Fault.BadConfig(Victim.DAEMON)),
          of(
              "gateway-kill",
              "SIGKILL of the gateway: draws fail, but none is lost",
              5,
              new Expectation.DrawsStay(),
              new Fault.Kill(Victim.GATEWAY)),
          of(
              "gateway-leader-kill",
              "SIGKILL of the leading one of three gateways: no request fails",
              10,
              new Expectation.DrawsStay(),
              new Fault.Kill(Victim.GATEWAY_LEADER)),
          of(
              "gateway-follower-kill",
              "SIGKILL of another one of three gateways: no request fails",
              5,
              new Expectation.DrawsStay(),
              new Fault.Kill(Victim.GATEWAY_FOLLOWER)),
          of(
              "gateway-hang",
              "SIGSTOP of the leading one of three gateways: no request fails",
              5,
              new Expectation.DrawsStay(),
              new Fault.Hang(Victim.GATEWAY_LEADER)),
          of(
              "gateway-disk-dead",
              "the disk of the leading gateway refuses all writes: it ends, no request fails (root)",
              5,
              new Expectation.DrawsStay(),
              new Fault.DiskDead(Victim.GATEWAY_LEADER)),
          of(
              "power-cut",
              "all three gateways go dark, disks lose what was not flushed: no draw is lost (root)",
              20,
              new Expectation.DrawsStay(),
              new Fault.PowerCut(Victim.EVERY_GATEWAY)),
          of(
              "site-blackhole",
              "packets of the leading one of three gateways are dropped: no request fails (root, nft)",
              5,
              new Expectation.DrawsStay(),
              new Fault.SiteGone(Victim.GATEWAY_LEADER)),
          of(
              "disk-full",
              "the disk of the leading gateway fills: it refuses and says so, no draw is lost (root)",
              5,
              new Expectation.RefusesWithoutRoom(),
              new Fault.DiskFull(Victim.GATEWAY_LEADER)),
          of(
              "ledger-corrupt-byte",
              "a gateway's disk changes bits of its ledger: found, and mended from the others",
              5,
              new Expectation.LedgerMended(),
              new Fault.BitRot(Victim.GATEWAY_LEADER, 12)),
          of(
              "device-stuck",
              "a generator of the leading gateway sticks: it is out, no request fails",
              5,
              new Expectation.DeviceOut(NOTICE),
              new Fault.BadDevice(Victim.GATEWAY_LEADER, "stuck", false)),
          of(
              "device-biased",
              "six of ten bits of a gateway's generator are ones: it is out, no request fails",
              5,
              new Expectation.DeviceOut(NOTICE),
              new Fault.BadDevice(Victim.GATEWAY_LEADER, "biased 0.6", false)),
          of(
              "all-devices-dead",
              "the only gateway has no generator left: draws end with a 503, and begin again",
              3,
              new Expectation.Drought(),
              new Fault.BadDevice(Victim.GATEWAY, "dead", true)),
          of(
              "redeploy",
              "a killed region is redeployed, the redeploy killed at each step (terraform)",
              Way.count(),
              new Expectation.Redeployed(),
              new Fault.Kill(Victim.REGION)),
          of(
              "redeploy-live",
              "a sound region is redeployed, the redeploy killed at each step (terraform)",
              Way.count(),
              new Expectation.Redeployed()));

  private static Scenario of(
      String name, String text, int usualTrials, Expectation expectation, Fault... faults) {
    return new Scenario(name, text, List.of(), List.of(faults), expectation, usualTrials);
  }

  /** The one with a name. */
  public static Optional<Scenario> named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }

  private Stream<Fault> everyFault() {
    return Stream.concat(before.stream(), faults.stream());
  }

  /** Whether it drops packets, for which root and nft are needed. */
  boolean dropsPackets() {
    return everyFault().anyMatch(Fault::dropsPackets);
  }

  /** Whether its gateways need disks of their own, for which root is needed. */
  boolean needsDisks() {
    return everyFault().anyMatch(Fault::needsDisks);
  }

  /** Whether members must be told apart by whose packets they are. */
  boolean isolates() {
    return everyFault().anyMatch(Fault::isolates);
  }

  /** Whether something of the drill's own must stand in front of its region. */
  boolean frontsRegion() {
    return everyFault().anyMatch(Fault.Errors.class::isInstance);
  }

  boolean flaps() {
    return everyFault().anyMatch(Fault.Flap.class::isInstance);
  }

  /** Whether Terraform must run the regions. */
  boolean redeploys() {
    return expectation instanceof Expectation.Redeployed;
  }

  /** Whether there must be daemons left when one is damaged. */
  public boolean needsSeveralDaemons() {
    return everyFault().anyMatch(Fault::needsOtherDaemons);
  }

  /** What gateways there must be. */
  FleetLayout.Gateways gateways() {
    boolean several = everyFault().anyMatch(fault -> fault.victim().isOneOfSeveralGateways());
    FleetLayout.Gateways usual = FleetLayout.Gateways.of(several ? 3 : 1);
    if (everyFault().anyMatch(Fault.BadDevice.class::isInstance)) {
      return usual.withDevices(DEVICES);
    }
    return everyFault().anyMatch(Fault.BitRot.class::isInstance) ? usual.rereading(FAST) : usual;
  }

  /** Whether a customer with our client must not see a failure. */
  boolean sparesClient() {
    return everyFault().noneMatch(fault -> fault.victim().isAllOfAKind());
  }

  /** Whether it says anything about customers that follow DNS. */
  boolean concernsDns() {
    return !expectation.concernsLedgers();
  }

  /** Whether regions leave the answers, so that a peer's can be measured beside ours. */
  public boolean comparesWithPeers() {
    return expectation instanceof Expectation.Leaves && before.isEmpty() && faults.size() == 1;
  }
}
