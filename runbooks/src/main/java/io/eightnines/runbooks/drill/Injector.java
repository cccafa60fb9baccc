package io.eightnines.runbooks.drill;

import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.runbooks.fault.BitRot;
import io.eightnines.runbooks.fault.Disk;
import io.eightnines.runbooks.fault.FaultProxy;
import io.eightnines.runbooks.fault.NotPossibleHereException;
import io.eightnines.runbooks.fault.PacketFilter;
import io.eightnines.runbooks.fault.PacketRule;
import io.eightnines.runbooks.fleet.Cgroup;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Does damage to a fleet, and undoes it. */
final class Injector {
  private static final String MISSPELT = "timeoutFlor";

  /** It ends in good order, if its disk lets it. */
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  /** Long enough for one whose last write was refused to notice. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Fleet fleet;
  private final Random random;
  private final Findings findings;
  private final Tools tools;

  /**
   * What some faults are done with.
   *
   * @param filter null if no packets are dropped
   * @param proxy null if nothing stands in front of a region
   * @param disks of members whose power is cut, by name
   */
  record Tools(@Nullable PacketFilter filter, @Nullable FaultProxy proxy, Disks disks) {
    PacketFilter theFilter() {
      return required(filter, "a packet filter");
    }

    FaultProxy theProxy() {
      return required(proxy, "a proxy");
    }

    private static <T> T required(@Nullable T tool, String what) {
      if (tool == null) {
        throw new NotPossibleHereException("the scenario did not say that it needs " + what);
      }
      return tool;
    }
  }

  /**
   * Bits were changed, and nobody but the gateway mends them.
   *
   * @param foundBefore how many damaged rows it had found until then
   */
  record Rotten(long foundBefore) implements Injury {
    @Override
    public void mend() {}
  }

  Injector(Fleet fleet, Tools tools, Random random, Findings findings) {
    this.fleet = fleet;
    this.tools = tools;
    this.random = random;
    this.findings = findings;
  }

  /** Does a fault to a member. */
  Injury inflict(Fault fault, Member victim) throws IOException, InterruptedException {
    return switch (fault) {
      case Fault.Kill _ -> {
        victim.kill();
        yield victim.isDeployed() ? () -> reviveIfDead(victim) : victim::revive;
      }
      case Fault.PowerCut _ -> cutPower(victim);
      case Fault.DiskDead _ -> killDisk(victim);
      case Fault.DiskFull _ -> fillDisk(victim);
      case Fault.BitRot(var _, int draws) -> rot(victim, draws);
      case Fault.SiteGone _ ->
          drop(
              new PacketRule.Silenced(host(victim), FleetLayout.PORT),
              new PacketRule.Silenced(host(victim), FleetLayout.ADMIN_PORT),
              isolation(victim));
      case Fault.BadDevice(var _, String how, boolean every) -> spoilDevices(victim, how, every);
      case Fault.Hang _ -> {
        victim.hang();
        yield victim::resume;
      }
      case Fault.Flap(var _, double slowest, double fastest) ->
          Flapping.start(victim, slowest * Math.pow(fastest / slowest, random.nextDouble()));
      case Fault.Errors(var _, double share) -> spoil(share);
      case Fault.Blackhole _ -> drop(new PacketRule.Silenced(host(victim), FleetLayout.PORT));
      case Fault.Blind _ -> drop(new PacketRule.Blinded(host(victim), FleetLayout.PORT));
      case Fault.CutOff _ -> drop(isolation(victim));
      case Fault.BadConfig _ -> pushBadConfig(victim);
    };
  }

  /** One that Terraform runs may have been replaced meanwhile. */
  private static void reviveIfDead(Member victim) throws IOException {
    if (!victim.isAlive()) {
      victim.revive();
    }
  }

  /** The disk first: what the process says in its last moment is held against what was flushed. */
  private Injury cutPower(Member victim) throws IOException {
    Disk disk = tools.disks().of(victim.name());
    disk.cut();
    victim.kill();
    return () -> {
      victim.awaitEnd();
      disk.restore();
      victim.start();
    };
  }

  private Injury killDisk(Member victim) throws IOException {
    Disk disk = tools.disks().of(victim.name());
    disk.cut();
    return () -> {
      boolean ended = victim.endsWithin(END_LIMIT);
      findings.note("one whose disk refuses writes ends by itself", ended, victim.name());
      if (!ended) {
        victim.kill();
        victim.awaitEnd();
      }
      disk.restore();
      victim.start();
    };
  }

  private static String host(Member member) {
    return member.base().getHost();
  }

  private static PacketRule isolation(Member victim) {
    return new PacketRule.CutOff(new Cgroup(victim.name()), host(victim), FleetLayout.LOG_PORT);
  }

  private Injury drop(PacketRule... rules) throws IOException {
    for (PacketRule rule : rules) {
      tools.theFilter().arm(rule);
    }
    return () -> {
      for (PacketRule rule : rules) {
        tools.theFilter().disarm(rule);
      }
    };
  }

  /** It may have ended by itself, and may yet: what was written when there was room is not told. */
  private Injury fillDisk(Member victim) throws IOException {
    Disk disk = tools.disks().of(victim.name());
    disk.fill();
    return () -> {
      disk.free();
      if (victim.endsWithin(LAST_WORDS)) {
        victim.start();
      }
    };
  }

  private Injury rot(Member victim, int draws) throws IOException {
    Path state = FleetLayout.state(fleet.folder(), victim.name());
    long before = fleet.gatewayStatus(victim).ledger().damaged();
    int changed = BitRot.in(Sharding.files(state).getFirst(), draws, random);
    findings.note("bits of the ledger were changed", changed > 0, victim.name());
    return new Rotten(before);
  }

  private Injury spoilDevices(Member victim, String how, boolean every) throws IOException {
    List<String> devices = fleet.layout().devices(victim.name());
    List<String> spoilt = every ? devices : devices.subList(0, 1);
    for (String device : spoilt) {
      say(device, how);
    }
    return () -> {
      for (String device : spoilt) {
        say(device, "sound");
      }
    };
  }

  /** In one step, so that no half a line is read. */
  private void say(String device, String how) throws IOException {
    Path file = FleetLayout.faultFile(fleet.folder(), device);
    Path next = Files.writeString(file.resolveSibling(device + ".next"), how + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Injury spoil(double share) {
    tools.theProxy().spoil(share);
    return () -> tools.theProxy().spoil(0);
  }

  /** A deployment checks a file before it ends the process that runs with the old one. */
  private Injury pushBadConfig(Member victim) throws IOException, InterruptedException {
    List<String> lines = Files.readAllLines(victim.configuration());
    int line =
        lines.indexOf(
            lines.stream().filter(text -> text.contains("timeoutFloor")).findFirst().orElse(""));
    lines.set(line, lines.get(line).replace("timeoutFloor", MISSPELT));
    Path bad = Files.write(fleet.folder().resolve(victim.name() + ".bad.yml"), lines);

    Optional<String> refusal = victim.reconfigure(bad);

    String said = refusal.orElse("it was taken");
    findings.note("the bad file was refused", refusal.isPresent(), victim.name() + " took it");
    findings.note("the refusal names the key", said.contains(MISSPELT), said);
    findings.note(
        "the refusal names the line",
        said.matches("(?s).*\\bline:? " + (line + 1) + "\\b.*"),
        said);
    return () -> {};
  }
}
