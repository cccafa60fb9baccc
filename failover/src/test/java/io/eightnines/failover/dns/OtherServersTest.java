package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The same questions to other name servers with the same zone. */
class OtherServersTest {
  private static final String TEXT = RichZone.TEXT + "api 5 A 127.0.1.1\n";

  /** Of generation 0, so that the serial number is the zone's own. */
  private static final Plan PLAN =
      new Plan(
          0,
          Zones.everybody(List.of(Fleets.endpoint("127.0.1.1", 1))).decided(),
          Zones.everybody(List.of(Fleets.endpoint("127.0.1.1", 1))).endpoints());

  @TempDir Path folder;

  private final Answers answers = new Answers(RichZone.zone());

  static void assumeHere(String program, String what) {
    boolean here =
        List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/").stream()
            .anyMatch(place -> Files.isExecutable(Path.of(place + program)));
    assumeTrue(here, "SKIPPED: " + program + " is not installed; install " + what);
  }

  static String meaning(Message message) {
    boolean cut = message.getHeader().getFlag(Flags.TC);
    return "%s aa=%s tc=%s answer=%s authority=%s"
        .formatted(
            Rcode.string(message.getRcode()),
            message.getHeader().getFlag(Flags.AA) || cut, // A response that is cut is asked again.
            cut,
            cut ? "" : records(message, Section.ANSWER),
            cut ? "" : records(message, Section.AUTHORITY));
  }

  private static Set<String> records(Message message, int section) {
    Set<String> texts = new TreeSet<>();
    for (Record record : message.getSection(section)) {
      texts.add(record.toString());
    }
    return texts;
  }

  /** Every question of which the other answers differently, and how. */
  private List<String> differences(OtherServer other) throws Exception {
    List<String> names = new ArrayList<>(RichZone.NAMES);
    names.add("api.example.test.");
    names.add("below.api.example.test.");
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      for (String type : RichZone.TYPES) {
        for (boolean edns : new boolean[] {false, true}) {
          Message query = AnswersTest.query(name, Type.value(type));
          query.getHeader().unsetFlag(Flags.RD);
          if (edns) {
            query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
          }
          byte[] bytes = query.toWire();
          Response ours = answers.answer(bytes, Transport.UDP, PLAN, new SplittableRandom(1));
          String expected = meaning(other.ask(bytes));
          String actual = meaning(new Message(ours.bytes().orElseThrow()));
          if (!actual.equals(expected)) {
            differences.add(
                "%s %s%n  ours:   %s%n  theirs: %s".formatted(name, type, actual, expected));
          }
        }
      }
    }
    return differences;
  }

  /** The one known difference: ANY, where servers may do as they like (RFC 8482 section 4). */
  private static boolean isOurAny(String difference) {
    List<String> lines = difference.lines().toList();
    return lines.get(0).endsWith(" ANY") && lines.get(1).contains("HINFO\t\"RFC8482\"");
  }

  @Test
  void knot_answers_the_same() throws Exception {
    assumeHere("knotd", "knot");
    try (OtherServer knot = OtherServer.knot(folder, TEXT)) {
      assertThat(differences(knot)).isNotEmpty().allMatch(OtherServersTest::isOurAny);
    }
  }

  @Test
  void bind_answers_the_same() throws Exception {
    assumeHere("named", "bind9");
    try (OtherServer bind = OtherServer.bind(folder, TEXT)) {
      assertThat(differences(bind)).isNotEmpty().allMatch(OtherServersTest::isOurAny);
    }
  }
}
