package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.Plan;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AnswersTest {
  private static final Plan PLAN =
      Zones.everybody(
          List.of(
              Fleets.endpoint("127.0.1.1", 100),
              Fleets.endpoint("127.0.1.2", 100),
              Fleets.endpoint("127.0.1.3", 0),
              Fleets.endpoint("fd00::1", 100)));

  private final SplittableRandom random = new SplittableRandom(1);
  private final Answers answers = new Answers(Zones.example(2));

  private Response respond(byte[] query, Transport transport) {
    return answers.answer(query, transport, PLAN, random);
  }

  private Message ask(Message query) throws Exception {
    return new Message(respond(query.toWire(), Transport.UDP).bytes().orElseThrow());
  }

  private Message ask(String name, int type) throws Exception {
    return ask(query(name, type));
  }

  static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN));
  }

  private static List<String> data(Message message) {
    return message.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  @Test
  void the_service_name_has_the_addresses_of_the_asked_family_that_have_weight() throws Exception {
    Message ipv4 = ask("api.example.test.", Type.A);
    Message ipv6 = ask("api.example.test.", Type.AAAA);

    assertThat(data(ipv4)).containsExactlyInAnyOrder("127.0.1.1", "127.0.1.2");
    assertThat(data(ipv6)).containsExactly("fd00:0:0:0:0:0:0:1");
    assertThat(ipv4.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(ipv4.getHeader().getFlag(Flags.RA)).isFalse();
    assertThat(ipv4.getHeader().getFlag(Flags.RD)).isTrue();
    assertThat(ipv4.getSection(Section.ANSWER)).allMatch(record -> record.getTTL() == 5);
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.test., MX, NOERROR",
    "example.test., A, NOERROR",
    "ns1.example.test., AAAA, NOERROR",
    "a.example.test., A, NOERROR",
    "nobody.example.test., A, NXDOMAIN",
    "below.api.example.test., A, NXDOMAIN",
  })
  void what_does_not_exist_is_denied_with_the_start_of_authority(
      String name, String type, String rcode) throws Exception {
    Message denied = ask(name, Type.value(type));

    assertThat(Rcode.string(denied.getRcode())).isEqualTo(rcode);
    assertThat(denied.getSection(Section.ANSWER)).isEmpty();
    assertThat(denied.getHeader().getFlag(Flags.AA)).isTrue();
    SOARecord soa = (SOARecord) denied.getSection(Section.AUTHORITY).getFirst();
    assertThat(soa.getTTL()).isEqualTo(7);
    assertThat(soa.getMinimum()).isEqualTo(7);
    assertThat(soa.getSerial()).isEqualTo(PLAN.generation());
  }

  @Test
  void the_apex_has_its_name_servers_and_they_have_addresses() throws Exception {
    assertThat(data(ask("example.test.", Type.NS)))
        .containsExactly("ns1.example.test.", "ns2.a.example.test.");
    assertThat(data(ask("example.test.", Type.SOA))).hasSize(1);
    assertThat(data(ask("ns2.a.example.test.", Type.A))).containsExactly("127.0.3.2");
  }

  @ParameterizedTest
  @CsvSource({"example.com.", "test.", ".", "notexample.test."})
  void names_outside_the_zone_are_refused(String name) throws Exception {
    Message refused = ask(name, Type.A);

    assertThat(refused.getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(refused.getHeader().getFlag(Flags.AA)).isFalse();
  }

  @Test
  void the_letter_case_of_the_question_comes_back_as_it_was_sent() throws Exception {
    Message answer = ask("aPi.ExAmPlE.tEsT.", Type.A);

    assertThat(answer.getQuestion().getName().toString()).isEqualTo("aPi.ExAmPlE.tEsT.");
    assertThat(answer.getSection(Section.ANSWER).getFirst().getName().toString())
        .isEqualTo("aPi.ExAmPlE.tEsT.");
  }

  @Test
  void any_gets_one_small_record() throws Exception {
    assertThat(data(ask("api.example.test.", Type.ANY))).containsExactly("\"RFC8482\" \"\"");
  }

  @Test
  void transfers_and_other_classes_are_refused() throws Exception {
    Record chaos = Record.newRecord(Name.fromConstantString("example.test."), Type.TXT, DClass.CH);

    assertThat(ask("example.test.", Type.AXFR).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(ask(Message.newQuery(chaos)).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void other_opcodes_are_not_implemented() throws Exception {
    Message notify = query("example.test.", Type.SOA);
    notify.getHeader().setOpcode(Opcode.NOTIFY);

    Message answer = ask(notify);

    assertThat(answer.getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(answer.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
  }

  @Test
  void no_question_or_two_is_a_format_error() throws Exception {
    Message two = query("example.test.", Type.SOA);
    two.addRecord(two.getQuestion(), Section.QUESTION);

    assertThat(ask(new Message(7)).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(ask(two).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void a_query_cut_short_is_a_format_error_and_less_than_a_header_is_dropped() throws Exception {
    byte[] whole = query("api.example.test.", Type.A).toWire();

    for (int length = 0; length < whole.length; length++) {
      Response response = respond(java.util.Arrays.copyOf(whole, length), Transport.UDP);
      assertThat(response.rcode()).isEqualTo(length < 12 ? "DROPPED" : "FORMERR");
    }
  }

  @Test
  void a_response_is_never_answered() {
    Message response = query("api.example.test.", Type.A);
    response.getHeader().setFlag(Flags.QR);

    assertThat(respond(response.toWire(), Transport.UDP).bytes()).isEmpty();
  }

  @Test
  void edns_is_answered_by_edns_and_an_unknown_version_by_badvers() throws Exception {
    Message version0 = query("api.example.test.", Type.A);
    version0.addRecord(new OPTRecord(4096, 0, 0, 0x8000), Section.ADDITIONAL);
    Message version1 = query("api.example.test.", Type.A);
    version1.addRecord(new OPTRecord(4096, 0, 1), Section.ADDITIONAL);

    Message answer = ask(version0);
    Message refused = ask(version1);

    assertThat(answer.getOPT().getPayloadSize()).isEqualTo(1232);
    assertThat(answer.getOPT().getFlags()).isEqualTo(0x8000);
    assertThat(ask("api.example.test.", Type.A).getOPT()).isNull();
    assertThat(refused.getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(refused.getOPT().getVersion()).isZero();
    assertThat(refused.getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  void two_edns_records_are_a_format_error() throws Exception {
    Message twice = query("api.example.test.", Type.A);
    twice.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    twice.addRecord(new OPTRecord(1231, 0, 0), Section.ADDITIONAL);

    assertThat(ask(twice).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void an_answer_too_large_for_a_datagram_is_cut_and_whole_over_tcp() throws Exception {
    Plan many =
        Zones.everybody(
            IntStream.rangeClosed(1, 30)
                .mapToObj(i -> Fleets.endpoint("fd00::" + i, 100))
                .toList());
    Answers answers = new Answers(Zones.example(30));
    byte[] query = query("api.example.test.", Type.AAAA).toWire();

    Response udp = answers.answer(query, Transport.UDP, many, random);
    Response tcp = answers.answer(query, Transport.TCP, many, random);

    Message cut = new Message(udp.bytes().orElseThrow());
    assertThat(udp.bytes().orElseThrow().length).isLessThanOrEqualTo(512);
    assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(cut.getSection(Section.ANSWER)).isEmpty();
    assertThat(new Message(tcp.bytes().orElseThrow()).getSection(Section.ANSWER)).hasSize(30);
  }

  @Test
  void a_hundred_thousand_mutated_queries_get_a_well_formed_response_or_none() throws Exception {
    long seed = 20_261_121;
    SplittableRandom chance = new SplittableRandom(seed);
    Message edns = query("api.example.test.", Type.A);
    edns.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    List<byte[]> originals =
        List.of(
            edns.toWire(),
            query("ns1.example.test.", Type.AAAA).toWire(),
            ask("example.test.", Type.NS).toWire());

    for (int i = 0; i < 200_000; i++) {
      byte[] query = mutated(originals.get(chance.nextInt(originals.size())), chance);
      Transport transport = chance.nextBoolean() ? Transport.UDP : Transport.TCP;
      Response response = respond(query, transport);
      if (response.bytes().isPresent()) {
        byte[] bytes = response.bytes().get();
        assertThat(bytes.length).as("seed %d, round %d", seed, i).isBetween(12, 1232);
        assertThat(new Message(bytes).getHeader().getFlag(Flags.QR)).isTrue();
        assertThat(bytes[0] == query[0] && bytes[1] == query[1]).isTrue();
      }
    }
  }

  private static byte[] mutated(byte[] original, SplittableRandom chance) {
    byte[] bytes = java.util.Arrays.copyOf(original, original.length + chance.nextInt(-8, 9));
    for (int changes = chance.nextInt(6); changes > 0; changes--) {
      bytes[chance.nextInt(bytes.length)] =
          chance.nextBoolean() ? (byte) chance.nextInt() : (byte) (0xC0 | chance.nextInt(4));
    }
    return bytes;
  }
}
