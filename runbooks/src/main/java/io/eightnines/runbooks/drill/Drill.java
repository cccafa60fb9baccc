package io.eightnines.runbooks.drill;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.runbooks.fault.FaultProxy;
import io.eightnines.runbooks.fault.NotPossibleHereException;
import io.eightnines.runbooks.fault.PacketFilter;
import io.eightnines.runbooks.fleet.Cgroup;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.load.ClientLoad;
import io.eightnines.runbooks.load.DnsWatch;
import io.eightnines.runbooks.load.PlainDnsLoad;
import io.eightnines.runbooks.load.Tally;
import io.eightnines.runbooks.peer.Peers;
import io.eightnines.runbooks.terraform.RegionStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays a scenario again and again on a fleet of its own under load, and judges it. */
public final class Drill {
  /** A fault in a fleet that is not well yet would prove nothing. */
  private static final int GOOD_SECONDS = 5;

  private static final int STEADY_WITHIN_SECONDS = 90;

  /** A region returns slowly; until it has all its weight, the next fault would prove less. */
  private static final Duration WHOLE_LIMIT = Duration.ofMinutes(2);

  private static final Duration PEERS_LIMIT = Duration.ofSeconds(30);

  /** Between two trials, so that one trial's tail is not the next one's head. */
  private static final Duration PAUSE = Duration.ofMillis(800);

  private final Scenario scenario;
  private final Settings settings;
  private final Random random;
  private final Notes notes = new Notes();

  private Drill(Scenario scenario, Settings settings) {
    this.scenario = scenario;
    this.settings = settings;
    this.random = new Random(settings.seed());
  }

  /**
   * Runs a drill.
   *
   * @throws NotPossibleHereException if this machine or this fleet cannot do the damage
   */
  public static Report run(Scenario scenario, Settings settings)
      throws IOException, InterruptedException {
    return new Drill(scenario, settings).run();
  }

  private Report run() throws IOException, InterruptedException {
    if (scenario.needsSeveralDaemons() && settings.daemons() == 1) {
      throw new NotPossibleHereException(scenario.name() + " needs --daemons 3 or 5");
    }
    if (scenario.isolates() && !Cgroup.isPossible()) {
      throw new NotPossibleHereException(
          scenario.name() + " needs control groups to tell members apart: root and cgroup2");
    }
    if (scenario.redeploys() && !RegionStack.isPossible()) {
      throw new NotPossibleHereException(scenario.name() + " needs terraform on the path");
    }
    FleetLayout layout = layout();
    try (PacketFilter filter = scenario.dropsPackets() ? PacketFilter.open() : null;
        FaultProxy proxy = proxy(layout);
        Disks disks = disks(layout);
        Fleet fleet =
            Fleet.start(
                layout,
                settings.place().folder(),
                settings.place().archives(),
                settings.progress());
        Peers peers = Peers.start(settings.beside(), layout, settings.place().folder());
        DnsWatch watch = new DnsWatch(servers(layout, peers), layout.service())) {
      String run = "d" + Long.toString(System.currentTimeMillis(), 36);
      ClientLoad client = new ClientLoad(fleet, settings.rates().client(), run);
      PlainDnsLoad plain =
          scenario.concernsDns() ? new PlainDnsLoad(fleet, settings.rates().plain(), run) : null;
      Stage stage =
          new Stage(
              scenario,
              fleet,
              client,
              watch,
              List.copyOf(peers.addresses().keySet()),
              new Injector(
                  fleet, new Injector.Tools(filter, proxy, disks), random, notes.findings()),
              notes);
      try {
        warmUp(stage, plain);
        trials(stage);
      } finally {
        if (plain != null) {
          plain.stop();
        }
        client.stop();
      }
      return report(stage, plain == null ? new Tally() : plain.tally());
    }
  }

  private FleetLayout layout() {
    FleetLayout usual = FleetLayout.standard(settings.daemons());
    List<String> fronted =
        scenario.frontsRegion()
            ? List.of(usual.regions().get(random.nextInt(usual.regions().size())))
            : List.of();
    return usual.with(
        new FleetLayout.Variant(
            scenario.flaps(),
            fronted,
            scenario.isolates(),
            scenario.redeploys(),
            scenario.gateways()));
  }

  /** A power cut takes from each gateway's disk what was not flushed, so each has one. */
  private Disks disks(FleetLayout layout) throws IOException {
    return scenario.needsDisks()
        ? Disks.of(layout.gatewayNames(), settings.place().folder())
        : Disks.none();
  }

  private @Nullable FaultProxy proxy(FleetLayout layout) throws IOException {
    if (layout.variant().fronted().isEmpty()) {
      return null;
    }
    String region = layout.variant().fronted().getFirst();
    Random chance = new Random(settings.seed() + 1);
    return new FaultProxy(layout.api(region), layout.hiddenApi(region), chance::nextDouble);
  }

  private static Map<String, String> servers(FleetLayout layout, Peers peers) {
    Map<String, String> servers = new LinkedHashMap<>();
    layout.daemonNames().forEach(name -> servers.put(name, layout.daemonAddress(name)));
    servers.putAll(peers.addresses());
    return servers;
  }

  private void warmUp(Stage stage, @Nullable PlainDnsLoad plain) throws InterruptedException {
    Thread.sleep(ClientLoad.RAMP);
    boolean steady = stage.client().tally().awaitSteady(GOOD_SECONDS, STEADY_WITHIN_SECONDS);
    settings.progress().accept(steady ? "steady under load" : "not steady, drilling anyway");
    notes.findings().note("steady before the first fault", steady, "no");
    if (!stage.peers().isEmpty()) {
      Map<String, Optional<Long>> whole =
          stage.watch().back(allRegions(stage.fleet().layout()), stage.peers(), PEERS_LIMIT);
      notes
          .findings()
          .note(
              "peers know every region before the first fault",
              whole.values().stream().allMatch(Optional::isPresent),
              whole.toString());
    }
    if (plain != null) {
      plain.tally().reset();
    }
  }

  private static Set<String> allRegions(FleetLayout layout) {
    return layout.regions().stream()
        .map(layout::address)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void trials(Stage stage) throws IOException, InterruptedException {
    for (int number = 1; number <= settings.trials(); number++) {
      awaitWhole(stage.fleet());
      Thread.sleep(PAUSE.plusMillis(random.nextInt(1000)));
      long failed = stage.client().tally().figures().failed();
      String told = new Trial(stage, Cast.choose(scenario, stage.fleet(), random), number).play();
      long more = stage.client().tally().figures().failed() - failed;
      settings.progress().accept(told + (more == 0 ? "" : "; failed through the client: " + more));
    }
  }

  private void awaitWhole(Fleet fleet) throws InterruptedException {
    long deadline = System.nanoTime() + WHOLE_LIMIT.toNanos();
    List<String> missing = Wholeness.missing(fleet);
    while (!missing.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE);
      missing = Wholeness.missing(fleet);
    }
    notes
        .findings()
        .note(
            "every daemon and region was whole before the fault",
            missing.isEmpty(),
            String.join(", ", missing));
  }

  private Report report(Stage stage, Tally plain) throws IOException, InterruptedException {
    List<Check> checks = new ArrayList<>(notes.findings().checks());
    bounds(checks);
    Tally.Figures figures = stage.client().tally().figures();
    if (scenario.sparesClient()) {
      checks.add(Check.none("failed through the client", figures.failed()));
    }
    draws(stage, checks);
    return new Report(
        new Report.Run(scenario.name(), settings.trials(), settings.seed(), load()),
        notes.worst(),
        notes.of(Scene.RETURN),
        notes.measured(),
        servers(stage.fleet().layout().daemonNames(), stage.watch()),
        servers(stage.peers(), stage.watch()),
        figures,
        plain.figures(),
        checks,
        notes.events(),
        stage.client().tally().seconds());
  }

  private Report.Load load() {
    return new Report.Load(
        settings.rates().client(),
        scenario.concernsDns() ? settings.rates().plain() : 0,
        ClientLoad.DEADLINE.toMillis());
  }

  private void bounds(List<Check> checks) {
    switch (scenario.expectation()) {
      case Expectation.Leaves(double bound) ->
          checks.add(Check.p99AtMost("fault to DNS p99", notes.worst(), bound));
      case Expectation.Reduced(double bound) ->
          checks.add(
              Check.p99AtMost("fault to less weight p99", notes.of(Reduction.LESS_WEIGHT), bound));
      case Expectation.DeviceOut(Duration within) ->
          checks.add(
              Check.p99AtMost(
                  "fault to out p99", notes.of(Quarantine.OUT), (double) within.toMillis()));
      case Expectation.NothingMoves _,
          Expectation.FailsOpen _,
          Expectation.FewChanges _,
          Expectation.DrawsStay _,
          Expectation.Drought _,
          Expectation.RefusesWithoutRoom _,
          Expectation.LedgerMended _,
          Expectation.Redeployed _ -> {}
    }
  }

  private void draws(Stage stage, List<Check> checks) throws IOException, InterruptedException {
    var verifier =
        new DrawVerifier(PublishedKeys.read(Files.readAllBytes(stage.fleet().keysFile())));
    var issued = stage.client().issued();
    checks.add(new Check("draws were made", issued.size() > 0, issued.size() + " draws"));
    checks.add(Check.none("draws that do not verify", issued.forged(verifier)));
    checks.add(Check.none("chains with two successors", issued.forks()));
    if (scenario.expectation().concernsLedgers()) {
      long same =
          issued.all().entrySet().stream()
              .filter(draw -> isServedAlike(stage.fleet(), draw.getKey(), draw.getValue()))
              .count();
      checks.add(Check.all("draws still there byte for byte", same, issued.size()));
      checks.addAll(new LedgerJudge(stage.fleet()).judge(issued.all()));
    }
  }

  /** Asks each gateway itself: the API might answer from memory. */
  private static boolean isServedAlike(Fleet fleet, DrawId id, byte[] given) {
    try {
      for (Member gateway : fleet.gateways()) {
        byte[] served = fleet.get(gateway.base().resolve("/v1/draws/" + id.value()));
        if (!Arrays.equals(given, served)) {
          return false;
        }
      }
      return true;
    } catch (IOException lost) {
      return false;
    }
  }

  private List<Report.Server> servers(List<String> names, DnsWatch watch) {
    return names.stream()
        .map(name -> {
          DnsWatch.Asked asked = watch.asked().getOrDefault(name, new DnsWatch.Asked(0, 0));
          return new Report.Server(
              name,
              notes.faultToDns(name),
              notes.missed(name),
              asked.lookups(),
              asked.unanswered());
        })
        .toList();
  }
}
