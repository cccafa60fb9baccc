package io.eightnines.failover.decide;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.plan.Demand;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.Opinion;
import io.eightnines.failover.vote.Votes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Histories for tests: three observers, four endpoints, operators; the same for the same seed. */
public final class Histories {
  private static final Opinion[] OPINIONS = {
    Votes.UP,
    Votes.UP,
    Votes.UP,
    Votes.UNKNOWN,
    Votes.SHAKY,
    Votes.SILENT,
    Votes.REFUSED,
    Votes.DRAINING,
    new Opinion(Votes.SILENT.standing(), false, "\"quoted\" \\ \n ünïcødé \ud83c\udfb2 \ufffd", 3)
  };

  private final Random random;
  private long sequence;
  private long revision;
  private int orders;

  private Histories(long seed) {
    this.random = new Random(seed);
  }

  public static List<Command> of(long seed, int entries) {
    Histories histories = new Histories(seed);
    List<Command> commands = new ArrayList<>();
    commands.add(histories.configure());
    for (int i = 1; i < entries; i++) {
      commands.add(histories.command());
    }
    return commands;
  }

  private Command command() {
    return switch (random.nextInt(20)) {
      case 0 -> configure();
      case 1 -> give();
      case 2 -> new Command.Approve("order-" + random.nextInt(orders + 1), Log.BOB);
      case 3 -> new Command.Cancel("order-" + random.nextInt(orders + 1), Log.ALICE, "it is over");
      case 4 ->
          new Command.Regroup(
              Log.ALICE,
              "a \"new\" machine",
              List.of("ns1 127.0.3.1:9", "ns2 ::1:9"),
              List.of("ns1"));
      default -> new Command.Cast(ballot());
    };
  }

  private Ballot ballot() {
    int observer = 1 + random.nextInt(3);
    Opinion[] opinions = new Opinion[4];
    for (int i = 0; i < opinions.length; i++) {
      opinions[i] = random.nextInt(4) > 0 ? Votes.UP : OPINIONS[random.nextInt(OPINIONS.length)];
    }
    return random.nextInt(10) == 0
        ? Votes.abstention(observer, ++sequence, opinions)
        : Votes.ballot(observer, ++sequence, opinions);
  }

  private Command give() {
    RegionId region = Fleets.endpoint("127.0.1." + (1 + random.nextInt(4)), 1).region();
    Intent intent =
        switch (random.nextInt(3)) {
          case 0 -> new Intent.Drain(region);
          case 1 -> new Intent.Force(region, new Weight(random.nextInt(1001)));
          default -> new Intent.Freeze();
        };
    return Log.give("order-" + ++orders, intent, 1 + random.nextInt(3000));
  }

  private Command configure() {
    Demand demand =
        random.nextBoolean()
            ? Demand.UNKNOWN
            : new Demand(1000, Map.of(Fleets.id(1), 300L, Fleets.id(2), 500L));
    return Log.configure(
        new Charter(
            ++revision,
            7,
            Fleets.of(100, 200, random.nextInt(3), 50),
            Votes.policy(3),
            new PlanPolicy(40, 10, demand)));
  }
}
