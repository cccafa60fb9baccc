package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.dns.transfer.Secondary;
import io.eightnines.failover.dns.transfer.TransferPolicy;
import io.eightnines.failover.publish.ServerView.Standing;
import io.eightnines.failover.publish.secondary.Secondaries;
import io.eightnines.failover.publish.secondary.SilentTelemetry;
import io.eightnines.failover.zone.Zone;
import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Other name servers that take our zone by transfer and hear of its changes. */
class SecondaryServersTest {
  @FunctionalInterface
  private interface Starter {
    OtherServer start(Path folder, int port, InetSocketAddress primary, String key)
        throws Exception;
  }

  @TempDir Path folder;

  @Test
  void knot_takes_the_zone_and_follows_plan_and_zone() throws Exception {
    OtherServersTest.assumeHere("knotd", "knot");
    follows(OtherServer::knotSecondary);
  }

  @Test
  void bind_takes_the_zone_and_follows_plan_and_zone() throws Exception {
    OtherServersTest.assumeHere("named", "bind9");
    follows(OtherServer::bindSecondary);
  }

  private void follows(Starter starter) throws Exception {
    int port = OtherServer.freePort();
    Secondary secondary = Primary.secondary(port);
    TransferPolicy policy = new TransferPolicy(List.of(secondary), 2, 600);
    try (Primary primary = new Primary(RichZone.zone(), policy);
        OtherServer other = starter.start(folder, port, primary.address(), Primary.KEY)) {
      Secondaries secondaries = secondaries(primary, secondary);
      secondaries.start();
      try {
        awaitCurrent(secondaries, primary);
        assertThat(differences(primary, other)).isEmpty();

        primary.plan.set(Primary.plan(9, "127.0.1.2"));
        secondaries.accept(primary.plan.get());
        awaitCurrent(secondaries, primary);
        assertThat(differences(primary, other)).isEmpty();

        primary.zone.set(zone("41 ; serial", "new A 192.0.2.200\n"));
        awaitCurrent(secondaries, primary);
        assertThat(differences(primary, other)).isEmpty();
        assertThat(other.ask(query("new.example.test.", Type.A, false)).getRcode()).isZero();
      } finally {
        secondaries.stop();
      }
    }
  }

  private static Zone zone(String serial, String more) {
    return Zones.of(2, RichZone.TEXT.replace("40 ; serial", serial) + more);
  }

  private static Secondaries secondaries(Primary primary, Secondary secondary) {
    return Secondaries.open(
        List.of(secondary),
        new Secondaries.Terms(primary.zone.get().name(), Primary.ADDRESS, Duration.ofSeconds(60)),
        () -> primary.zone.get().soa(primary.plan.get().generation()),
        new SilentTelemetry(),
        new Clocks(InstantSource.system(), System::nanoTime));
  }

  private static void awaitCurrent(Secondaries secondaries, Primary primary) throws Exception {
    Await.until(
        "serial " + primary.serial() + " on the secondary",
        () -> {
          var view = secondaries.watches().getFirst().view();
          return view.standing() == Standing.CURRENT && view.awaited() == primary.serial();
        });
  }

  private static byte[] query(String name, int type, boolean edns) {
    Message query = AnswersTest.query(name, type);
    query.getHeader().unsetFlag(Flags.RD);
    if (edns) {
      query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    }
    return query.toWire();
  }

  /** Every question but ANY, which servers may answer as they like, that they answer otherwise. */
  private static List<String> differences(Primary primary, OtherServer other) throws Exception {
    Answers answers = new Answers(primary.zone.get());
    List<String> names = new ArrayList<>(RichZone.NAMES);
    names.add("api.example.test.");
    names.add("below.api.example.test.");
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      for (String type : RichZone.TYPES) {
        if (type.equals("ANY")) {
          continue;
        }
        byte[] bytes = query(name, Type.value(type), true);
        Response ours =
            answers.answer(bytes, Transport.UDP, primary.plan.get(), new SplittableRandom(1));
        String expected = OtherServersTest.meaning(new Message(ours.bytes().orElseThrow()));
        String actual = OtherServersTest.meaning(other.ask(bytes));
        if (!actual.equals(expected)) {
          differences.add(
              "%s %s%n  ours:   %s%n  theirs: %s".formatted(name, type, expected, actual));
        }
      }
    }
    return differences;
  }
}
