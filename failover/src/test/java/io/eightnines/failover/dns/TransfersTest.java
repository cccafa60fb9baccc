package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.failover.dns.transfer.Secondary;
import io.eightnines.failover.dns.transfer.Transfer;
import io.eightnines.failover.dns.transfer.TransferPolicy;
import io.eightnines.failover.dns.transfer.Transfers;
import io.eightnines.failover.dns.transfer.Transfers.Result;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.zone.Zone;
import io.eightnines.time.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

class TransfersTest {
  private static final Name ZONE = Name.fromConstantString("example.test.");
  private static final Name API = Name.fromConstantString("api.example.test.");
  private static final InetAddress HOME = InetAddress.ofLiteral("127.0.0.1");
  private static final String OTHER_SECRET = "YSBzZWNyZXQgdGhhdCBub2JvZHkgaGVyZSBrbm93cyE=";

  private static TransferPolicy policy() {
    return new TransferPolicy(List.of(Primary.secondary(53)), 2, 60);
  }

  private static List<Record> transferred(Primary primary, @Nullable TSIG key, String from)
      throws Exception {
    ZoneTransferIn in = ZoneTransferIn.newAXFR(ZONE, primary.address(), key);
    return received(in, from).getAXFR();
  }

  private static ZoneTransferIn received(ZoneTransferIn in, String from) throws Exception {
    in.setLocalAddress(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    in.setTimeout(Duration.ofSeconds(20));
    in.run();
    return in;
  }

  private static Set<String> texts(List<Record> records) {
    Set<String> texts = new TreeSet<>();
    records.forEach(record -> texts.add(record.toString()));
    return texts;
  }

  @Test
  void a_transfer_holds_the_zone_and_the_healthy_addresses_under_the_serial_of_both()
      throws Exception {
    try (Primary primary = new Primary(RichZone.zone(), policy())) {
      List<Record> records = transferred(primary, Primary.key(Primary.KEY), "127.0.0.1");

      assertThat(records.getFirst()).isInstanceOf(SOARecord.class);
      assertThat(records.getLast()).isEqualTo(records.getFirst());
      assertThat(((SOARecord) records.getFirst()).getSerial()).isEqualTo(40 + 7);
      Set<String> expected = new TreeSet<>();
      expected.add(records.getFirst().toString());
      expected.add("api.example.test.\t5\tIN\tA\t127.0.1.1");
      expected.add("api.example.test.\t5\tIN\tA\t127.0.1.2");
      primary.zone.get().nodes().stream()
          .flatMap(node -> node.sets().values().stream().flatMap(List::stream))
          .filter(record -> record.getType() != Type.SOA)
          .forEach(record -> expected.add(record.toString()));
      assertThat(texts(records)).isEqualTo(expected);
      assertThat(primary.results).containsExactly(Result.BEGUN);
    }
  }

  @Test
  void a_large_zone_comes_in_several_messages_each_signed() throws Exception {
    StringBuilder text = new StringBuilder(RichZone.TEXT);
    for (int i = 0; i < 5000; i++) {
      text.append("host-").append(i).append(" A 192.0.2.").append(i % 250).append('\n');
    }
    Zone large = Zones.of(2, text.toString());
    try (Primary primary = new Primary(large, policy())) {
      assertThat(transferred(primary, Primary.key(Primary.KEY), "127.0.0.1"))
          .hasSizeGreaterThan(5000);
    }
    Message query = query(Type.AXFR);
    List<Integer> sizes = new ArrayList<>();
    try (Transfer transfer =
        transfers(policy(), large, new AtomicLong()).begin(query.toWire(), HOME).orElseThrow()) {
      while (transfer.hasNext()) {
        sizes.add(transfer.next().length);
      }
    }
    assertThat(sizes).hasSizeGreaterThan(5).allMatch(size -> size <= 17 << 10);
  }

  @ParameterizedTest
  @CsvSource({
    "none, 127.0.0.1, REFUSED",
    "right, 127.0.0.9, REFUSED",
    "wrong secret, 127.0.0.1, NOTAUTH",
    "unknown name, 127.0.0.1, NOTAUTH",
    "other algorithm, 127.0.0.1, NOTAUTH",
  })
  void without_the_key_with_a_wrong_one_or_from_elsewhere_nothing_is_given(
      String key, String from, String rcode) throws Exception {
    TSIG used =
        switch (key) {
          case "right" -> Primary.key(Primary.KEY);
          case "wrong secret" -> Primary.key("hmac-sha256:transfer:" + OTHER_SECRET);
          case "unknown name" -> Primary.key(Primary.KEY.replace("transfer", "stranger"));
          case "other algorithm" -> Primary.key(Primary.KEY.replace("sha256", "sha512"));
          default -> null;
        };
    try (Primary primary = new Primary(RichZone.zone(), policy())) {
      assertThatThrownBy(() -> transferred(primary, used, from))
          .isInstanceOf(ZoneTransferException.class);
      Message query = query(Type.AXFR, used);
      assertThat(primary.ask(query, from).getRcode()).isEqualTo(Rcode.value(rcode));
      assertThat(primary.results).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hmac-sha256:transfer, " + OTHER_SECRET + ", BADSIG",
    "hmac-sha256:stranger, " + OTHER_SECRET + ", BADKEY"
  })
  void a_refused_signature_says_why_and_is_not_signed(String name, String secret, String error)
      throws Exception {
    try (Primary primary = new Primary(RichZone.zone(), policy())) {
      Message answer = primary.ask(query(Type.SOA, Primary.key(name + ":" + secret)), "127.0.0.1");

      TSIGRecord why = answer.getTSIG();
      assertThat(Rcode.TSIGstring(why.getError())).isEqualTo(error);
      assertThat(why.getSignature()).isEmpty();
      assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    }
  }

  @Test
  void a_signature_of_yesterday_is_refused() throws Exception {
    byte[] secret = java.util.Base64.getDecoder().decode(Primary.KEY.split(":", -1)[2]);
    TSIG yesterday =
        new TSIG(
            TSIG.HMAC_SHA256,
            Name.fromConstantString("transfer."),
            new SecretKeySpec(secret, "HmacSHA256"),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(-1)));
    try (Primary primary = new Primary(RichZone.zone(), policy())) {
      Message answer = primary.ask(query(Type.AXFR, yesterday), "127.0.0.1");

      assertThat(answer.getRcode()).isEqualTo(Rcode.NOTAUTH);
      assertThat(Rcode.TSIGstring(answer.getTSIG().getError())).isEqualTo("BADTIME");
      assertThat(primary.results).isEmpty();
    }
  }

  @Test
  void an_ordinary_query_that_is_signed_gets_a_signed_answer_over_udp_and_tcp() throws Exception {
    try (Primary primary = new Primary(RichZone.zone(), policy())) {
      for (boolean tcp : new boolean[] {false, true}) {
        SimpleResolver resolver = new SimpleResolver(primary.address());
        resolver.setTSIGKey(Primary.key(Primary.KEY));
        resolver.setTCP(tcp);
        resolver.setTimeout(Duration.ofSeconds(20));
        Message answer = resolver.send(Message.newQuery(Record.newRecord(API, Type.A, DClass.IN)));

        assertThat(answer.isVerified()).isTrue();
        assertThat(answer.getSection(Section.ANSWER)).hasSize(2);
      }
    }
  }

  @Test
  void a_signed_answer_too_large_for_a_datagram_is_cut_and_signed() throws Exception {
    Answers answers =
        new Answers(
            RichZone::zone,
            io.eightnines.failover.geo.GeoTable.NONE,
            io.eightnines.failover.dns.transfer.Keyring.of(policy()));
    Name big = Name.fromConstantString("big.example.test.");
    Message query = Message.newQuery(Record.newRecord(big, Type.TXT, DClass.IN));
    TSIG key = Primary.key(Primary.KEY);
    key.apply(query, null);

    byte[] bytes =
        answers
            .answer(
                query.toWire(),
                Transport.UDP,
                Primary.plan(7, "127.0.1.1"),
                new java.util.SplittableRandom(1))
            .bytes()
            .orElseThrow();

    Message answer = new Message(bytes);
    assertThat(bytes.length).isLessThanOrEqualTo(512);
    assertThat(answer.getHeader().getFlag(org.xbill.DNS.Flags.TC)).isTrue();
    assertThat(key.verify(answer, bytes, query.getTSIG())).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void whoever_asks_for_differences_gets_the_whole_zone_or_hears_that_there_are_none()
      throws Exception {
    try (Primary primary = new Primary(RichZone.zone(), policy())) {
      ZoneTransferIn old =
          received(
              ZoneTransferIn.newIXFR(ZONE, 46, false, primary.address(), Primary.key(Primary.KEY)),
              "127.0.0.1");
      assertThat(old.isAXFR()).isTrue();
      // The place of the first is free some instants after its last byte was taken.
      AtomicReference<@Nullable ZoneTransferIn> current = new AtomicReference<>();
      Await.until(
          "a place for the second",
          () -> {
            try {
              ZoneTransferIn asked =
                  ZoneTransferIn.newIXFR(
                      ZONE, 47, false, primary.address(), Primary.key(Primary.KEY));
              current.set(received(asked, "127.0.0.1"));
              return true;
            } catch (ZoneTransferException e) {
              return false;
            }
          });
      assertThat(Objects.requireNonNull(current.get()).isCurrent()).isTrue();
      assertThat(primary.results)
          .filteredOn(result -> result != Result.BUSY)
          .containsExactly(Result.BEGUN, Result.UP_TO_DATE);
    }
  }

  @Test
  void over_udp_no_zone_is_given_to_anybody() throws Exception {
    try (Primary primary = new Primary(RichZone.zone(), policy())) {
      SimpleResolver resolver = new SimpleResolver(primary.address());
      resolver.setTimeout(Duration.ofSeconds(20));
      resolver.setTSIGKey(Primary.key(Primary.KEY));

      assertThat(resolver.send(query(Type.IXFR, null)).getRcode()).isEqualTo(Rcode.REFUSED);
    }
  }

  private static Message query(int type) {
    return query(type, Primary.key(Primary.KEY));
  }

  private static Message query(int type, @Nullable TSIG key) {
    Message query = Message.newQuery(Record.newRecord(ZONE, type, DClass.IN));
    if (key != null) {
      key.apply(query, null);
    }
    return query;
  }

  private final List<String> told = new ArrayList<>();

  private Transfers transfers(TransferPolicy policy, Zone zone, AtomicLong nanos) {
    return new Transfers(
        policy,
        () -> zone,
        () -> Primary.plan(7, "127.0.1.1"),
        nanos::get,
        (name, result) -> told.add(name + " " + result));
  }

  @Test
  void a_secondary_has_one_transfer_at_a_time_and_all_together_no_more_than_told() {
    Secondary one = Primary.secondary(53);
    Secondary two = new Secondary("two", one.address(), one.from(), Primary.key(renamed("two")));
    Secondary three =
        new Secondary("three", one.address(), one.from(), Primary.key(renamed("three")));
    Transfers transfers =
        transfers(
            new TransferPolicy(List.of(one, two, three), 2, 60), RichZone.zone(), new AtomicLong());

    Transfer first = transfers.begin(query(Type.AXFR).toWire(), HOME).orElseThrow();
    assertThat(transfers.begin(query(Type.AXFR).toWire(), HOME)).isEmpty();
    Transfer second = transfers.begin(query(Type.AXFR, two.key()).toWire(), HOME).orElseThrow();
    assertThat(transfers.begin(query(Type.AXFR, three.key()).toWire(), HOME)).isEmpty();
    first.close();
    first.close();
    Optional<Transfer> third = transfers.begin(query(Type.AXFR, three.key()).toWire(), HOME);

    assertThat(third).isPresent();
    assertThat(transfers.begin(query(Type.AXFR).toWire(), HOME)).isEmpty();
    assertThat(told)
        .containsExactly(
            "other BEGUN", "other BUSY", "two BEGUN", "three BUSY", "three BEGUN", "other BUSY");
    second.close();
  }

  private static String renamed(String name) {
    return Primary.KEY.replace(":transfer:", ":" + name + ":");
  }

  @Test
  void a_secondary_has_its_share_of_a_minute() {
    AtomicLong nanos = new AtomicLong();
    Transfers transfers =
        transfers(new TransferPolicy(List.of(Primary.secondary(53)), 1, 3), RichZone.zone(), nanos);
    byte[] query = query(Type.AXFR).toWire();

    for (int i = 0; i < 4; i++) {
      transfers.begin(query, HOME).ifPresent(Transfer::close);
    }
    assertThat(told)
        .containsExactly("other BEGUN", "other BEGUN", "other BEGUN", "other TOO_OFTEN");

    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(transfers.begin(query, HOME)).isPresent();
  }

  @Test
  void an_empty_plan_is_never_transferred() {
    Transfers transfers =
        new Transfers(
            policy(),
            RichZone::zone,
            () -> new Plan(7, Primary.plan(7, "127.0.1.1").decided(), List.of()),
            () -> 0,
            (name, result) -> told.add(name + " " + result));

    assertThat(transfers.begin(query(Type.AXFR).toWire(), HOME)).isEmpty();
    assertThat(told).containsExactly("other NOTHING");
  }

  @Test
  void no_bytes_make_it_throw() throws IOException {
    Transfers transfers = transfers(policy(), RichZone.zone(), new AtomicLong());
    byte[] query = query(Type.AXFR).toWire();

    for (int length = 0; length < query.length; length++) {
      assertThat(transfers.begin(Arrays.copyOf(query, length), HOME)).isEmpty();
    }
    for (int i = 0; i < query.length; i++) {
      byte[] changed = query.clone();
      changed[i] ^= (byte) 0xFF;
      boolean whole = i < 2; // The identifier is not signed (RFC 8945 section 4.3.2).
      assertThat(transfers.begin(changed, HOME).isPresent() && !whole).isFalse();
    }
  }
}
