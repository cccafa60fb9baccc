package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.network.Network;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class GeoAnswersTest {
  private static final Plan PLAN =
      Zones.everybody(
          List.of(
              Fleets.endpoint("127.0.1.1", 100),
              Fleets.endpoint("127.0.1.2", 100),
              Fleets.endpoint("fd00::3", 100)));

  private final GeoTable table = table("10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32");
  private final SplittableRandom random = new SplittableRandom(3);

  private static GeoTable table(String first, String second, String third) {
    Map<RegionId, List<Network>> networks = new LinkedHashMap<>();
    networks.put(new RegionId("region-127-0-1-1"), List.of(Network.parse(first)));
    networks.put(new RegionId("region-127-0-1-2"), List.of(Network.parse(second)));
    networks.put(new RegionId("region-fd00-0-0-0-0-0-0-3"), List.of(Network.parse(third)));
    return new GeoTable(networks);
  }

  private static Message query(String name, EDNSOption... options) {
    Message query =
        Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.A, DClass.IN));
    query.addRecord(new OPTRecord(1232, 0, 0, 0, options), Section.ADDITIONAL);
    return query;
  }

  private static EDNSOption client(String address, int bits) {
    return new ClientSubnetOption(bits, InetAddress.ofLiteral(address));
  }

  private Message ask(Message query, String source, Plan plan) throws Exception {
    Query asked =
        new Query(query.toWire(), Transport.UDP, InetAddress.ofLiteral(source).getAddress());
    Answers answers = new Answers(RichZone::zone, table);
    return new Message(answers.answer(asked, plan, random).bytes().orElseThrow());
  }

  private Set<String> addresses(Message query, String source, Plan plan) throws Exception {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      ask(query, source, plan)
          .getSection(Section.ANSWER)
          .forEach(record -> all.add(record.rdataToString()));
    }
    return all;
  }

  private static int scope(Message answer) {
    return ((ClientSubnetOption) answer.getOPT().getOptions().getFirst()).getScopePrefixLength();
  }

  private static Plan withWeight(int first) {
    List<PlannedEndpoint> endpoints =
        PLAN.endpoints().stream()
            .map(planned ->
                planned.endpoint().id().equals(Fleets.id(1))
                    ? new PlannedEndpoint(planned.endpoint(), new Weight(first), planned.reason())
                    : planned)
            .toList();
    return new Plan(10, PLAN.decided(), endpoints);
  }

  @Test
  void the_longest_network_of_a_client_decides_which_region_answers() throws Exception {
    assertThat(addresses(query("api.example.test.", client("10.9.9.0", 24)), "192.0.2.1", PLAN))
        .containsExactly("127.0.1.1");
    assertThat(addresses(query("api.example.test.", client("10.1.9.0", 24)), "192.0.2.1", PLAN))
        .containsExactly("127.0.1.2");
    assertThat(addresses(query("api.example.test.", client("192.0.2.0", 24)), "10.1.0.1", PLAN))
        .containsExactlyInAnyOrder("127.0.1.1", "127.0.1.2");
  }

  @Test
  void without_a_client_network_who_asks_decides() throws Exception {
    assertThat(addresses(query("api.example.test."), "10.1.0.1", PLAN))
        .containsExactly("127.0.1.2");
    assertThat(addresses(query("api.example.test.", client("0.0.0.0", 0)), "10.1.0.1", PLAN))
        .containsExactly("127.0.1.2");
  }

  /** The answer to all in the scope must be the same, and to the next larger network it is not. */
  @ParameterizedTest
  @CsvSource({
    "10.1.2.0, 24, 16",
    "10.2.2.0, 24, 15",
    "10.128.0.0, 9, 9",
    "11.0.0.0, 24, 8",
    "192.0.2.0, 24, 1",
    "10.0.0.0, 8, 16",
    "0.0.0.0, 0, 0",
  })
  void the_scope_is_the_largest_network_for_which_the_answer_is_the_same(
      String address, int bits, int scope) throws Exception {
    Message answer = ask(query("api.example.test.", client(address, bits)), "192.0.2.1", PLAN);

    assertThat(scope(answer)).isEqualTo(scope);
    assertThat(answer.getOPT().getOptions()).hasSize(1);
  }

  @Test
  void names_that_are_the_same_for_everybody_have_scope_zero() throws Exception {
    assertThat(scope(ask(query("host.example.test.", client("10.1.2.0", 24)), "192.0.2.1", PLAN)))
        .isZero();
  }

  @Test
  void a_region_without_weight_or_without_the_family_is_answered_by_the_others() throws Exception {
    Plan without = withWeight(0);

    assertThat(addresses(query("api.example.test.", client("10.9.9.0", 24)), "192.0.2.1", without))
        .containsExactly("127.0.1.2");
    assertThat(addresses(query("api.example.test.", client("2001:db8::", 48)), "192.0.2.1", PLAN))
        .containsExactlyInAnyOrder("127.0.1.1", "127.0.1.2");
  }

  @Test
  void a_region_that_has_just_come_back_gets_a_part_of_those_who_prefer_it() throws Exception {
    Plan returning = withWeight(10);
    Message query = query("api.example.test.", client("10.9.9.0", 24));
    int first = 0;

    for (int i = 0; i < 2000; i++) {
      Message answer = ask(query, "192.0.2.1", returning);
      first += answer.getSection(Section.ANSWER).size() == 1 ? 1 : 0;
    }

    assertThat(first).isBetween(150, 250);
  }

  @Test
  void a_scope_in_a_query_is_a_format_error() throws Exception {
    ClientSubnetOption scoped = new ClientSubnetOption(24, 8, InetAddress.ofLiteral("10.1.2.0"));

    assertThat(ask(query("api.example.test.", scoped), "192.0.2.1", PLAN).getRcode()).isOne();
  }
}
