package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.dns.transfer.Keyring;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.plan.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** What is written is read back the same, for every kind of message that we read or write. */
class MessagePathTest {
  private static final Plan PLAN = Primary.plan(7, "127.0.1.1", "127.0.1.2");

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void a_message_that_is_written_is_read_back_the_same(@ForAll("messages") Message message)
      throws IOException {
    byte[] bytes = message.toWire();

    Message read = new Message(bytes);

    assertThat(meaning(read)).isEqualTo(meaning(message));
    assertThat(read.toWire()).isEqualTo(bytes);
  }

  /** Both ways to an answer write what our codec reads, and reads as what it would write. */
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void an_answer_of_ours_is_read_and_written_again_to_the_same_meaning(
      @ForAll("queries") Message query, @ForAll Transport transport, @ForAll long seed)
      throws IOException {
    Answers answers = new Answers(RichZone::zone, GeoTable.NONE, Keyring.NONE);
    byte[] bytes =
        answers
            .answer(query.toWire(), transport, PLAN, new SplittableRandom(seed))
            .bytes()
            .orElseThrow();

    Message read = new Message(bytes);

    assertThat(meaning(new Message(read.toWire()))).isEqualTo(meaning(read));
    assertThat(read.getHeader().getID()).isEqualTo(query.getHeader().getID());
    assertThat(read.getQuestion()).isEqualTo(query.getQuestion());
    assertThat(read.getQuestion().getName().toString())
        .isEqualTo(query.getQuestion().getName().toString());
  }

  /** Header, then every record of every section in its order, with all that it holds. */
  private static List<String> meaning(Message message) {
    List<String> all = new ArrayList<>();
    all.add(message.getHeader().toString());
    for (int section = Section.QUESTION; section <= Section.ADDITIONAL; section++) {
      for (Record record : message.getSection(section)) {
        all.add(section + " " + record);
      }
    }
    return all;
  }

  @Provide
  Arbitrary<Message> messages() {
    return Combinators.combine(
            headers(),
            names().flatMap(name -> types().map(t -> Record.newRecord(name, t, DClass.IN))),
            records().list().ofMaxSize(12),
            records().list().ofMaxSize(4),
            records().list().ofMaxSize(4),
            opts())
        .as((header, question, answer, authority, additional, opt) -> {
          header.addRecord(question, Section.QUESTION);
          answer.forEach(record -> header.addRecord(record, Section.ANSWER));
          authority.forEach(record -> header.addRecord(record, Section.AUTHORITY));
          additional.forEach(record -> header.addRecord(record, Section.ADDITIONAL));
          opt.forEach(record -> header.addRecord(record, Section.ADDITIONAL));
          return header;
        });
  }

  @Provide
  Arbitrary<Message> queries() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 65_535),
            Arbitraries.oneOf(
                mixedNames(), Arbitraries.of(RichZone.NAMES).map(Name::fromConstantString)),
            types(),
            opts())
        .as((id, name, type, opt) -> {
          Message query = new Message(id);
          query.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
          opt.forEach(record -> query.addRecord(record, Section.ADDITIONAL));
          return query;
        });
  }

  private static Arbitrary<Message> headers() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 65_535),
            Arbitraries.of(Opcode.QUERY, Opcode.NOTIFY, Opcode.UPDATE),
            Arbitraries.of(
                Rcode.NOERROR, Rcode.FORMERR, Rcode.NXDOMAIN, Rcode.REFUSED, Rcode.NOTAUTH),
            Arbitraries.of(Flags.QR, Flags.AA, Flags.TC, Flags.RD, Flags.RA, Flags.AD, Flags.CD)
                .set()
                .ofMaxSize(7))
        .as((id, opcode, rcode, flags) -> {
          Message message = new Message(id);
          message.getHeader().setOpcode(opcode);
          message.getHeader().setRcode(rcode);
          flags.forEach(message.getHeader()::setFlag);
          return message;
        });
  }

  /** In small letters: a pointer gives a name the letters of the one before it (RFC 4343 4.1). */
  private static Arbitrary<Name> names() {
    return names(Arbitraries.strings().withCharRange('a', 'z').withChars("0123456789-_"));
  }

  private static Arbitrary<Name> mixedNames() {
    return names(Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z'));
  }

  private static Arbitrary<Name> names(StringArbitrary label) {
    return label
        .ofMinLength(1)
        .ofMaxLength(30)
        .list()
        .ofMaxSize(4)
        .map(labels ->
            Name.fromConstantString(
                labels.stream().map(each -> each + ".").collect(Collectors.joining())
                    + "example.test."));
  }

  private static Arbitrary<Integer> types() {
    return Arbitraries.of(
        Type.A,
        Type.AAAA,
        Type.NS,
        Type.SOA,
        Type.MX,
        Type.TXT,
        Type.CNAME,
        Type.SRV,
        Type.CAA,
        Type.DS,
        Type.ANY,
        Type.PTR,
        Type.HTTPS);
  }

  private static Arbitrary<byte[]> bytes(int length) {
    return Arbitraries.bytes().array(byte[].class).ofSize(length);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Arbitrary<Record> records() {
    return Combinators.combine(
            names(), Arbitraries.longs().between(0, 604_800), Arbitraries.integers().between(0, 9))
        .flatAs((name, ttl, kind) -> record(name, ttl, kind));
  }

  private static Arbitrary<Record> record(Name name, long ttl, int kind) {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 65_535);
    Arbitrary<String> text =
        Arbitraries.strings().withCharRange(' ', '~').excludeChars('"', '\\').ofMaxLength(200);
    return switch (kind) {
      case 0 -> bytes(4).map(b -> new ARecord(name, DClass.IN, ttl, address(b)));
      case 1 ->
          bytes(16)
              .filter(b -> address(b).getAddress().length == 16) // not one mapped from IPv4
              .map(b -> new AAAARecord(name, DClass.IN, ttl, address(b)));
      case 2 -> names().map(target -> new NSRecord(name, DClass.IN, ttl, target));
      case 3 -> names().map(target -> new CNAMERecord(name, DClass.IN, ttl, target));
      case 4 ->
          Combinators.combine(number, names())
              .as((priority, target) -> new MXRecord(name, DClass.IN, ttl, priority, target));
      case 5 ->
          Combinators.combine(number, number, number, names())
              .as((priority, weight, port, target) ->
                  new SRVRecord(name, DClass.IN, ttl, priority, weight, port, target));
      case 6 ->
          text.list()
              .ofMinSize(1)
              .ofMaxSize(3)
              .map(strings -> new TXTRecord(name, DClass.IN, ttl, strings));
      case 7 ->
          Combinators.combine(names(), names(), Arbitraries.longs().between(0, 0xFFFF_FFFFL))
              .as((host, admin, serial) ->
                  new SOARecord(name, DClass.IN, ttl, host, admin, serial, 60, 15, 604_800, 5));
      case 8 ->
          Combinators.combine(number, bytes(32))
              .as((tag, digest) -> new DSRecord(name, DClass.IN, ttl, tag, 13, 2, digest));
      default ->
          text.map(value ->
              value.length() % 2 == 0
                  ? new HINFORecord(name, DClass.IN, ttl, "RFC8482", "")
                  : new CAARecord(name, DClass.IN, ttl, 0, "issue", value));
    };
  }

  /** None, or one with cookies and client subnets as resolvers send them. */
  private static Arbitrary<List<Record>> opts() {
    Arbitrary<EDNSOption> cookie =
        Combinators.combine(bytes(8), bytes(16), Arbitraries.of(true, false))
            .as((client, server, first) ->
                first ? new CookieOption(client) : new CookieOption(client, server));
    Arbitrary<EDNSOption> subnet =
        Arbitraries.of("192.0.2.0", "198.51.100.0", "2001:db8::")
            .map(InetAddress::ofLiteral)
            .map(network ->
                new ClientSubnetOption(network.getAddress().length == 4 ? 24 : 48, network));
    Arbitrary<List<EDNSOption>> options =
        Combinators.combine(cookie.list().ofMaxSize(1), subnet.list().ofMaxSize(1))
            .as((one, other) -> {
              List<EDNSOption> both = new ArrayList<>(one);
              both.addAll(other);
              return both;
            });
    return Combinators.combine(
            Arbitraries.integers().between(0, 65_535), Arbitraries.of(true, false), options)
        .as((payload, dnssecOk, all) ->
            all.isEmpty()
                ? new OPTRecord(payload, 0, 0, dnssecOk ? 0x8000 : 0)
                : new OPTRecord(payload, 0, 0, dnssecOk ? 0x8000 : 0, all))
        .map(opt -> (Record) opt)
        .list()
        .ofMaxSize(1);
  }
}
