package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.failover.dns.transfer.TransferPolicy;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.network.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators' own tools make of our answers. */
class DigTest {
  private static final Pattern STATUS = Pattern.compile("status: ([A-Z]+), id: \\d+");
  private static final Pattern FLAGS = Pattern.compile(";; flags: ([a-z ]*);");

  @TempDir Path folder;

  private Primary primary;

  @BeforeEach
  void start() throws Exception {
    primary =
        new Primary(RichZone.zone(), new TransferPolicy(List.of(Primary.secondary(53)), 2, 60));
  }

  @AfterEach
  void stop() {
    primary.close();
  }

  private List<String> run(String program, String debianPackage, String... arguments)
      throws Exception {
    OtherServersTest.assumeHere(program, debianPackage);
    List<String> command = new ArrayList<>();
    command.add(program);
    command.add("@" + Primary.ADDRESS.getHostAddress());
    command.addAll(List.of("-p", Integer.toString(primary.address().getPort())));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("+time=20", program.equals("dig") ? "+tries=1" : "+retry=0"));
    Path output = Files.createTempFile(folder, program, ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output);
  }

  private List<String> dig(String... arguments) throws Exception {
    return run("dig", "bind9-dnsutils", arguments);
  }

  private List<String> kdig(String... arguments) throws Exception {
    return run("kdig", "knot-dnsutils", arguments);
  }

  private static String found(Pattern pattern, List<String> lines) {
    Matcher matcher = pattern.matcher(String.join("\n", lines));
    assertThat(matcher.find()).as("%s in %s", pattern, lines).isTrue();
    return matcher.group(1);
  }

  private static String status(List<String> lines) {
    return found(STATUS, lines);
  }

  /** The lines that are records, their blanks as one. */
  private static Stream<String> records(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith(";"))
        .map(line -> line.replaceAll("\\s+", " "));
  }

  @Test
  void dig_reads_an_ordinary_answer() throws Exception {
    List<String> lines = dig("api.example.test", "A", "+norecurse");

    assertThat(status(lines)).isEqualTo("NOERROR");
    assertThat(found(FLAGS, lines)).isEqualTo("qr aa");
    assertThat(records(lines))
        .containsExactlyInAnyOrder(
            "api.example.test. 5 IN A 127.0.1.1", "api.example.test. 5 IN A 127.0.1.2");
    assertThat(lines).noneMatch(line -> line.contains("WARNING"));
  }

  @Test
  void dig_transfers_the_zone_with_the_key_and_sees_good_signatures() throws Exception {
    Path key = folder.resolve("key.conf");
    String[] parts = Primary.KEY.split(":", -1);
    Files.writeString(
        key,
        "key \"%s\" { algorithm %s; secret \"%s\"; };\n".formatted(parts[1], parts[0], parts[2]));

    List<String> lines = dig("-k", key.toString(), "example.test", "AXFR");

    List<String> records = records(lines).filter(line -> !line.contains(" ANY TSIG ")).toList();
    assertThat(records.getFirst()).contains(" SOA ").contains(" 47 60 15 604800 30");
    assertThat(records.getLast()).isEqualTo(records.getFirst());
    assertThat(records).contains("api.example.test. 5 IN A 127.0.1.1");
    assertThat(lines).anyMatch(line -> line.matches("transfer\\.\\s.*\\sTSIG\\s.* NOERROR 0 "));
    assertThat(String.join("\n", lines))
        .contains("XFR size: " + records.size() + " records")
        .doesNotContain("could not be validated")
        .doesNotContain("failed");
  }

  @Test
  void kdig_transfers_the_zone_with_the_key() throws Exception {
    List<String> lines = kdig("-y", Primary.KEY, "example.test", "AXFR");

    assertThat(records(lines)).contains("api.example.test. 5 IN A 127.0.1.2");
    assertThat(String.join("\n", lines)).doesNotContain(";; WARNING", ";; ERROR");
  }

  @Test
  void without_a_key_neither_gets_the_zone() throws Exception {
    List<String> dug = dig("example.test", "AXFR");
    List<String> kdug = kdig("example.test", "AXFR");

    assertThat(records(dug)).isEmpty();
    assertThat(String.join("\n", dug)).contains("Transfer failed");
    assertThat(String.join("\n", kdug)).contains("server replied with error 'REFUSED'");
  }

  @Test
  void dig_gets_a_cookie_and_shows_it_again() throws Exception {
    List<String> lines = dig("api.example.test", "A", "+cookie=0123456789abcdef");

    assertThat(found(Pattern.compile("; COOKIE: ([0-9a-f]{48} \\(good\\))"), lines))
        .startsWith("0123456789abcdef");
    String whole = found(Pattern.compile("; COOKIE: ([0-9a-f]{48}) \\(good\\)"), lines);
    assertThat(dig("api.example.test", "A", "+cookie=" + whole))
        .anyMatch(line -> line.contains("(good)"));
  }

  @Test
  void dig_gets_its_subnet_back_with_a_scope() throws Exception {
    List<String> lines = dig("api.example.test", "A", "+subnet=192.0.2.0/24");

    assertThat(found(Pattern.compile("; CLIENT-SUBNET: (\\S+)"), lines))
        .isEqualTo("192.0.2.0/24/0");
  }

  /** The region of 127.0.1.1 is nearest to 10.0.0.0/8, but for 10.1.0.0/16. */
  private void locate() throws Exception {
    primary.close();
    Map<RegionId, List<Network>> networks = new LinkedHashMap<>();
    networks.put(new RegionId("region-127-0-1-1"), List.of(Network.parse("10.0.0.0/8")));
    networks.put(
        new RegionId("region-127-0-1-2"),
        List.of(Network.parse("10.1.0.0/16"), Network.parse("2001:db8::/32")));
    TransferPolicy nobody = new TransferPolicy(List.of(), 2, 60);
    primary = new Primary(RichZone.zone(), nobody, new GeoTable(networks));
  }

  /** Of an answer with its scope; dig and kdig write the option's name differently. */
  private static void assertLocated(List<String> lines, String subnet, String... addresses) {
    assertThat(found(Pattern.compile("(?i)CLIENT-SUBNET: (\\S+)"), lines)).isEqualTo(subnet);
    assertThat(records(lines))
        .containsExactlyInAnyOrder(
            Arrays.stream(addresses)
                .map(address -> "api.example.test. 5 IN A " + address)
                .toArray(String[]::new));
  }

  @Test
  void dig_gets_the_region_of_the_subnet_that_it_shows_and_how_far_that_holds() throws Exception {
    locate();

    assertLocated(
        dig("api.example.test", "A", "+subnet=10.2.3.0/24"), "10.2.3.0/24/15", "127.0.1.1");
    assertLocated(
        dig("api.example.test", "A", "+subnet=10.1.3.0/24"), "10.1.3.0/24/16", "127.0.1.2");
    assertLocated(
        dig("api.example.test", "A", "+subnet=192.0.2.0/24"),
        "192.0.2.0/24/1",
        "127.0.1.1",
        "127.0.1.2");
    assertLocated(
        dig("api.example.test", "A", "+subnet=2001:db8:7::/48"), "2001:db8:7::/48/32", "127.0.1.2");
    assertLocated(
        dig("api.example.test", "A", "+tcp", "+subnet=10.1.3.0/24"), "10.1.3.0/24/16", "127.0.1.2");
  }

  @Test
  void kdig_gets_the_region_of_the_subnet_that_it_shows_and_how_far_that_holds() throws Exception {
    locate();

    assertLocated(
        kdig("api.example.test", "A", "+subnet=10.2.3.0/24"), "10.2.3.0/24/15", "127.0.1.1");
    assertLocated(
        kdig("api.example.test", "A", "+subnet=10.1.3.0/24"), "10.1.3.0/24/16", "127.0.1.2");
    assertLocated(
        kdig("api.example.test", "A", "+subnet=2001:db8:7::/48"),
        "2001:db8:7::/48/32",
        "127.0.1.2");
  }

  @Test
  void a_buffer_too_small_is_told_and_tcp_has_it_all() throws Exception {
    List<String> cut = dig("big.example.test", "TXT", "+bufsize=512", "+ignore");
    List<String> all = dig("big.example.test", "TXT", "+tcp");

    assertThat(found(FLAGS, cut)).contains("tc");
    assertThat(records(cut)).isEmpty();
    assertThat(found(Pattern.compile("udp: (\\d+)"), cut)).isEqualTo("1232");
    assertThat(records(all)).hasSize(6);
    assertThat(all).anyMatch(line -> line.matches(";; SERVER: .*\\(TCP\\)"));
  }

  @Test
  void any_is_answered_by_one_small_record() throws Exception {
    assertThat(records(dig("example.test", "ANY", "+notcp")))
        .containsExactly("example.test. 5 IN HINFO \"RFC8482\" \"\"");
  }

  @Test
  void the_version_is_hidden() throws Exception {
    for (String name : List.of("version.bind", "hostname.bind", "id.server", "version.server")) {
      List<String> lines = dig(name, "CH", "TXT");

      assertThat(status(lines)).isEqualTo("REFUSED");
      assertThat(records(lines)).isEmpty();
    }
  }

  @Test
  void kdig_reads_the_same_as_json() throws Exception {
    List<String> lines = kdig("+json", "api.example.test", "A");
    JsonNode first = json(lines);

    assertThat(first.path("RCODE").asInt()).isZero();
    assertThat(first.path("answerRRs").findValuesAsText("rdataA"))
        .containsExactlyInAnyOrder("127.0.1.1", "127.0.1.2");
  }

  private static JsonNode json(List<String> lines) throws IOException {
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    JsonNode whole = new ObjectMapper().readTree(text);
    JsonNode reply = whole.isArray() ? whole.get(0) : whole;
    return reply.has("responseMessage") ? reply.get("responseMessage") : reply;
  }

  @Test
  void an_unknown_version_of_edns_is_refused_by_its_code() throws Exception {
    List<String> lines = dig("api.example.test", "A", "+edns=1", "+noednsnegotiation");

    assertThat(status(lines)).isEqualTo("BADVERS");
  }

  @Test
  void letter_case_comes_back_as_it_was_asked() throws Exception {
    assertThat(records(dig("aPi.ExAmPlE.tEsT", "A")))
        .allMatch(line -> line.startsWith("aPi.ExAmPlE.tEsT. "));
  }
}
