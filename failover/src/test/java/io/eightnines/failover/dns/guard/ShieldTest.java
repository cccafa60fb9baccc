package io.eightnines.failover.dns.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.network.Network;
import io.eightnines.time.Clocks;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ShieldTest {
  private static final Name NAME = Name.fromConstantString("api.example.test.");
  private static final InetAddress STRANGER = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TRUSTED = InetAddress.ofLiteral("127.0.0.9");
  private static final byte[] CLIENT = {1, 2, 3, 4, 5, 6, 7, 8};

  private final AtomicLong nanos = new AtomicLong();
  private final List<Measure> measures = new ArrayList<>();
  private final CookieSecrets secrets = CookieSecrets.own(new SplittableRandom(1), nanos::get);
  private final Shield shield =
      new Shield(
          new ShieldPolicy(
              Optional.of(new RateLimit(10, 3, 2, 1024)),
              new Prefix(24, 56),
              List.of(Network.parseAny("127.0.0.0/8")),
              3),
          secrets,
          new Clocks(() -> Instant.ofEpochSecond(1_559_731_985), nanos::get),
          new SplittableRandom(1),
          measures::add);

  private final Gate gate = shield.gate(this::answered);

  /** How many addresses an answer has; each takes 16 bytes. */
  private int addresses = 1;

  private static Message query() {
    return Message.newQuery(Record.newRecord(NAME, Type.A, DClass.IN));
  }

  private static Message queryWith(EDNSOption... options) {
    Message query = query();
    query.addRecord(new OPTRecord(1232, 0, 0, 0x8000, List.of(options)), Section.ADDITIONAL);
    return query;
  }

  private byte[] answered(byte[] bytes, byte[] source) {
    try {
      Message query = new Message(bytes);
      Message answer = new Message(query.getHeader().getID());
      answer.getHeader().setFlag(Flags.QR);
      answer.addRecord(query.getQuestion(), Section.QUESTION);
      for (int i = 0; i < addresses; i++) {
        InetAddress address = InetAddress.ofLiteral("198.51.100." + i);
        answer.addRecord(new ARecord(NAME, DClass.IN, 5, address), Section.ANSWER);
      }
      if (query.getOPT() != null) {
        answer.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
      }
      return answer.toWire();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Message> ask(Message query, InetAddress from) throws Exception {
    byte[] bytes = gate.datagram(query.toWire(), from.getAddress());
    return bytes == null ? Optional.empty() : Optional.of(new Message(bytes));
  }

  private void exhaust(InetAddress from) throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(ask(query(), from)).isPresent();
    }
  }

  private static CookieOption cookie(Message message) {
    return (CookieOption) message.getOPT().getOptions(EDNSOption.Code.COOKIE).getFirst();
  }

  /** The cookie that the shield gives to the address. */
  private CookieOption earned(InetAddress from) throws Exception {
    byte[] query = queryWith(new CookieOption(CLIENT)).toWire();
    return cookie(new Message(gate.message(query, from.getAddress())));
  }

  @Test
  void over_the_limit_every_second_query_is_sent_to_tcp_and_the_others_get_nothing()
      throws Exception {
    exhaust(STRANGER);

    assertThat(ask(query(), STRANGER)).isEmpty();
    Message hint = ask(queryWith(), STRANGER).orElseThrow();
    assertThat(ask(query(), STRANGER)).isEmpty();

    assertThat(hint.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(hint.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(hint.getQuestion().getName()).isEqualTo(NAME);
    assertThat(hint.getSection(Section.ANSWER)).isEmpty();
    assertThat(hint.getOPT().getFlags()).isEqualTo(0x8000);
    assertThat(measures).containsExactly(Measure.DROPPED, Measure.SLIPPED, Measure.DROPPED);
  }

  @Test
  void over_the_limit_tcp_is_answered_and_so_is_whoever_is_trusted() throws Exception {
    exhaust(STRANGER);

    for (int i = 0; i < 100; i++) {
      assertThat(gate.message(query().toWire(), STRANGER.getAddress())).isNotNull();
      assertThat(ask(query(), TRUSTED)).isPresent();
    }
    assertThat(measures).isEmpty();
  }

  @Test
  void over_the_limit_a_client_that_takes_cookies_is_given_one_and_with_it_is_answered()
      throws Exception {
    exhaust(STRANGER);

    assertThat(ask(queryWith(new CookieOption(CLIENT)), STRANGER)).isEmpty();
    Message challenge = ask(queryWith(new CookieOption(CLIENT)), STRANGER).orElseThrow();
    assertThat(challenge.getRcode()).isEqualTo(Rcode.BADCOOKIE);
    assertThat(challenge.getSection(Section.ANSWER)).isEmpty();

    for (int i = 0; i < 100; i++) {
      Message answer = ask(queryWith(cookie(challenge)), STRANGER).orElseThrow();
      assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    }
    assertThat(measures).startsWith(Measure.DROPPED, Measure.CHALLENGED, Measure.VALID_COOKIE);
  }

  @Test
  void within_the_limit_a_wrong_cookie_is_answered_with_a_right_one() throws Exception {
    Message answer = ask(queryWith(new CookieOption(CLIENT, new byte[16])), STRANGER).orElseThrow();

    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(cookie(answer)).isEqualTo(earned(STRANGER));
    assertThat(measures).containsExactly(Measure.WRONG_COOKIE);
  }

  @Test
  void a_cookie_is_of_no_use_from_another_address() throws Exception {
    CookieOption stolen = earned(InetAddress.ofLiteral("203.0.113.7"));
    exhaust(STRANGER);

    assertThat(ask(queryWith(stolen), STRANGER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, 41})
  void a_cookie_of_no_length_that_there_is_is_a_format_error(int length) throws Exception {
    byte[] wire = queryWith().toWire();
    byte[] query = Arrays.copyOf(wire, wire.length + 4 + length);
    query[wire.length - 1] = (byte) (4 + length);
    query[wire.length + 1] = 10;
    query[wire.length + 3] = (byte) length;

    Message udp = new Message(gate.datagram(query, STRANGER.getAddress()));
    Message tcp = new Message(gate.message(query, STRANGER.getAddress()));

    assertThat(udp.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(tcp.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(measures).containsOnly(Measure.MALFORMED_COOKIE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 30, 60})
  void no_stranger_gets_three_times_the_bytes_that_came(int many) throws Exception {
    addresses = many;
    for (Message query : List.of(query(), queryWith(), queryWith(new CookieOption(CLIENT)))) {
      nanos.addAndGet(1_000_000_000L);
      byte[] asked = query.toWire();
      byte[] answer = Objects.requireNonNull(gate.datagram(asked, STRANGER.getAddress()));
      Message read = new Message(answer);

      assertThat(answer.length).isLessThan(3 * asked.length);
      assertThat(read.getSection(Section.ANSWER).size() == many)
          .isNotEqualTo(read.getHeader().getFlag(Flags.TC));
    }
  }

  @Test
  void who_shows_a_cookie_gets_as_many_bytes_as_it_takes() throws Exception {
    addresses = 60;

    Message answer = ask(queryWith(earned(STRANGER)), STRANGER).orElseThrow();
    addresses = 80;
    Message tooLarge = ask(queryWith(earned(STRANGER)), STRANGER).orElseThrow();

    assertThat(answer.getSection(Section.ANSWER)).hasSize(60);
    assertThat(tooLarge.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(cookie(tooLarge)).isEqualTo(earned(STRANGER));
  }

  @Test
  void responses_and_less_than_a_header_are_never_answered_and_cost_no_token() throws Exception {
    Message response = query();
    response.getHeader().setFlag(Flags.QR);

    for (int i = 0; i < 100; i++) {
      assertThat(ask(response, STRANGER)).isEmpty();
      assertThat(gate.datagram(new byte[i % 12], STRANGER.getAddress())).isNull();
      assertThat(gate.message(new byte[i % 12], STRANGER.getAddress())).isNull();
    }
    exhaust(STRANGER);
  }
}
