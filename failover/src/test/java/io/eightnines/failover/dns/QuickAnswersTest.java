package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.dns.transfer.Keyring;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.network.Network;
import io.eightnines.failover.plan.Plan;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class QuickAnswersTest {
  private static final InetAddress ASKER = InetAddress.ofLiteral("198.51.100.7");
  private static final List<Endpoint> ENDPOINTS =
      List.of(
          Fleets.endpoint("127.0.1.1", 10),
          Fleets.endpoint("127.0.1.2", 100),
          Fleets.endpoint("127.0.1.3", 1000),
          Fleets.endpoint("fd00::1", 50));
  private static final GeoTable GEO =
      new GeoTable(
          Map.of(
              new RegionId("region-127-0-1-1"),
              List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::/32")),
              new RegionId("region-127-0-1-2"),
              List.of(Network.parse("10.1.0.0/16"))));

  private final Plan plan = Zones.everybody(ENDPOINTS);

  /** Unusual ones among them, and letters in either case. */
  private static byte[] random(SplittableRandom chance) {
    List<String> names = new ArrayList<>(RichZone.NAMES);
    names.add("api.example.test.");
    names.add("api.example.test.");
    names.add("below.api.example.test.");
    String name = names.get(chance.nextInt(names.size()));
    StringBuilder mixed = new StringBuilder();
    name.chars()
        .forEach(c -> mixed.append((char) (chance.nextBoolean() ? Character.toUpperCase(c) : c)));
    String type = RichZone.TYPES.get(chance.nextInt(RichZone.TYPES.size()));
    Message query =
        Message.newQuery(
            Record.newRecord(
                Name.fromConstantString(mixed.toString()),
                chance.nextInt(50) == 0 ? chance.nextInt(1, 65_536) : Type.value(type),
                chance.nextInt(50) == 0 ? DClass.CH : DClass.IN));
    query.getHeader().setID(chance.nextInt(65_536));
    if (chance.nextBoolean()) {
      query.getHeader().unsetFlag(Flags.RD);
    }
    if (chance.nextBoolean()) {
      int size = List.of(0, 512, 800, 1232, 4096).get(chance.nextInt(5));
      int version = chance.nextInt(30) == 0 ? 1 : 0;
      query.addRecord(
          new OPTRecord(size, 0, version, chance.nextBoolean() ? 0x8000 : 0, options(chance)),
          Section.ADDITIONAL);
    }
    byte[] bytes = query.toWire();
    return chance.nextInt(20) == 0 ? Arrays.copyOf(bytes, bytes.length + 1) : bytes;
  }

  private static List<EDNSOption> options(SplittableRandom chance) {
    List<EDNSOption> options = new ArrayList<>();
    if (chance.nextInt(3) == 0) {
      options.add(
          switch (chance.nextInt(6)) {
            case 0 -> new ClientSubnetOption(16, InetAddress.ofLiteral("10.1.0.0"));
            case 1 -> new ClientSubnetOption(23, InetAddress.ofLiteral("10.9.8.0"));
            case 2 -> new ClientSubnetOption(56, InetAddress.ofLiteral("2001:db8::"));
            case 3 -> new ClientSubnetOption(32, InetAddress.ofLiteral("192.0.2.1"));
            case 4 -> new ClientSubnetOption(0, InetAddress.ofLiteral("0.0.0.0"));
            default -> malformedClient(chance);
          });
    }
    if (chance.nextInt(3) == 0) {
      options.add(new GenericEDNSOption(65_001, new byte[chance.nextInt(9)]));
    }
    if (chance.nextInt(3) == 0) {
      options.add(new GenericEDNSOption(EDNSOption.Code.PADDING, new byte[chance.nextInt(30)]));
    }
    return options;
  }

  private static EDNSOption malformedClient(SplittableRandom chance) {
    byte[] data = new byte[chance.nextInt(9)];
    chance.nextBytes(data);
    if (data.length > 1) {
      data[0] = 0;
      data[1] = (byte) chance.nextInt(4);
    }
    return new GenericEDNSOption(EDNSOption.Code.CLIENT_SUBNET, data);
  }

  /** All that a resolver can read from a response; names in whatever letter case. */
  private static String meaning(Optional<byte[]> response) throws Exception {
    if (response.isEmpty()) {
      return "none";
    }
    Message message = new Message(response.get());
    StringBuilder text = new StringBuilder(message.getHeader().toString());
    for (int section = 0; section <= Section.ADDITIONAL; section++) {
      for (Record record : message.getSection(section)) {
        boolean question = section == Section.QUESTION;
        text.append('\n').append(question ? record : record.toString().toLowerCase(Locale.ROOT));
      }
    }
    return text.toString();
  }

  @Test
  void what_is_answered_quickly_is_what_would_have_been_answered_thoroughly() throws Exception {
    long seed = 410;
    SplittableRandom chance = new SplittableRandom(seed);
    QuickAnswers quick = new QuickAnswers(GEO);
    Snapshot now = Snapshot.of(RichZone.zone(), plan, GEO, new ReadyAnswers(RichZone.zone()));
    int quickly = 0;

    for (int round = 0; round < 40_000; round++) {
      Transport transport = chance.nextInt(4) == 0 ? Transport.TCP : Transport.UDP;
      Query query = new Query(random(chance), transport, ASKER.getAddress());
      long draw = chance.nextLong();
      byte[] ready = quick.answer(query, now, new SplittableRandom(draw));
      if (ready != null) {
        quickly++;
        Response thorough =
            new ThoroughAnswers(GEO, Keyring.NONE).answer(query, now, new SplittableRandom(draw));
        assertThat(meaning(Optional.of(ready)))
            .as("seed %d, round %d", seed, round)
            .isEqualTo(meaning(thorough.bytes()));
        assertThat(QuickAnswers.rcode(ready)).isEqualTo(thorough.rcode());
        byte[] written = thorough.bytes().orElseThrow();
        assertThat(new Message(written).toWire()).as("read and written again").isEqualTo(written);
      }
    }

    assertThat(quickly).isBetween(15_000, 39_000);
  }

  @Test
  void usual_queries_are_answered_quickly() {
    Snapshot now = Snapshot.of(RichZone.zone(), plan, GEO, new ReadyAnswers(RichZone.zone()));
    QuickAnswers quick = new QuickAnswers(GEO);

    for (String name : List.of("api", "host", "www", "mail", "nobody", "_draws._tcp", "ent")) {
      Message query =
          Message.newQuery(
              Record.newRecord(
                  Name.fromConstantString(name + ".example.test."), Type.A, DClass.IN));
      query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);

      assertThat(
              quick.answer(
                  new Query(query.toWire(), Transport.UDP, ASKER.getAddress()),
                  now,
                  new SplittableRandom(1)))
          .as(name)
          .isNotNull();
    }
  }

  @Test
  void another_plan_is_answered_from_at_once_and_its_serial_number_is_told() throws Exception {
    Answers answers = new Answers(RichZone.zone());
    SplittableRandom random = new SplittableRandom(1);
    Message question =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString("no.example.test."), Type.A, DClass.IN));

    for (long generation : new long[] {9, 10, 4_000_000_000L}) {
      Plan newer = new Plan(generation, plan.decided(), plan.endpoints());
      Response denial = answers.answer(question.toWire(), Transport.UDP, newer, random);

      assertThat(meaning(denial.bytes())).contains("ops.example.test. " + (40 + generation));
    }
  }

  /**
   * The first address of an answer is endpoint i with probability w_i/W. With three endpoints the
   * statistic has two degrees of freedom, and is above 9.21 in one of a hundred right samples; this
   * seed's is not among them.
   */
  @Test
  void the_shares_of_a_hundred_thousand_answers_match_the_weights() {
    Answers answers = new Answers(RichZone.zone());
    SplittableRandom random = new SplittableRandom(8);
    byte[] query =
        Message.newQuery(
                Record.newRecord(Name.fromConstantString("api.example.test."), Type.A, DClass.IN))
            .toWire();
    int count = 100_000;
    Map<Integer, Integer> seen = new HashMap<>();

    for (int i = 0; i < count; i++) {
      byte[] answer = answers.answer(query, Transport.UDP, plan, random).bytes().orElseThrow();
      seen.merge((int) answer[query.length + 15], 1, Integer::sum);
    }

    double chiSquare = 0;
    for (Map.Entry<Integer, Integer> weight : Map.of(1, 10, 2, 100, 3, 1000).entrySet()) {
      double expected = count * weight.getValue() / 1110.0;
      chiSquare += Math.pow(seen.getOrDefault(weight.getKey(), 0) - expected, 2) / expected;
    }
    assertThat(chiSquare).isLessThan(9.21);
  }
}
