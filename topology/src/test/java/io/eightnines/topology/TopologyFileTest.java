package io.eightnines.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyFileTest {
  private static final Path CHECKED_IN = Path.of("..", "topologies");

  private static final String VALID = text(CHECKED_IN.resolve("three-clouds.yml"));

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Topology parse(String yaml) {
    return TopologyFile.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String yaml) {
    var refusal = catchThrowableOfType(InvalidTopologyException.class, () -> parse(yaml));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.problems().stream().map(Problem::toString).toList();
  }

  /** The example with one place changed. */
  private static String with(String old, String changed) {
    assertThat(VALID).contains(old);
    int at = VALID.indexOf(old);
    return VALID.substring(0, at) + changed + VALID.substring(at + old.length());
  }

  @Test
  void the_local_fleet_stands_where_it_always_stood() throws Exception {
    Topology local = TopologyFile.read(CHECKED_IN.resolve("local.yml"));

    assertThat(local.service().name()).hasToString("api.example.test");
    assertThat(local.regions())
        .extracting(region -> region.id() + " " + region.network().addresses())
        .containsExactly(
            "aws-us-east-1 [127.0.1.1]", "aws-eu-west-1 [127.0.1.2]", "gcp-us-east4 [127.0.1.3]");
    assertThat(local.sites())
        .extracting(site -> site.id() + " " + site.gateways())
        .containsExactly("site-a [127.0.2.1]");
    assertThat(local.daemons())
        .extracting(daemon -> local.nameServer(daemon) + " " + daemon.address())
        .containsExactly(
            "ns1.example.test 127.0.3.1",
            "ns2.example.test 127.0.3.2",
            "ns3.example.test 127.0.3.3");
  }

  @Test
  void the_example_has_two_regions_of_one_cloud_and_one_of_another_and_three_sites() {
    Topology topology = parse(VALID);

    assertThat(topology.regions())
        .extracting(Region::cloud)
        .containsExactly(Cloud.AWS, Cloud.AWS, Cloud.GCP);
    assertThat(topology.sites()).hasSize(3);
    assertThat(topology.regions().get(1).shapes().getFirst())
        .isEqualTo(new Shape.SpotContainer(new Unit(1, 2048, 500), new Count(4, 18), 50));
    assertThat(topology.organisation().tags().keySet()).containsExactly("project", "owner");
    assertThat(topology.backups().keep().toDays()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zones: [us-east-1a, us-east-1b, us-east-1c]|zones: [us-east-1a]|regions[0].zones: [us-east-1a]; expected at least 2
          zones: [us-east-1a, us-east-1b, us-east-1c]|zones: [us-east-1a, us-west-2b]|regions[0].zones[1]: us-west-2b; expected a zone of us-east-1, such as us-east-1a
          zones: [us-east-1a, us-east-1b, us-east-1c]|zones: us-east-1a|regions[0].zones: us-east-1a; expected a list of at most 100
          cloud: gcp|cloud: azure|regions[2].cloud: azure; expected one of aws, gcp, local
          id: aws-eu-west-1|id: aws-us-east-1|regions[1].id: aws-us-east-1; expected another, for this is that of regions[0].id
          id: aws-eu-west-1|id: AWS_EU|regions[1].id: AWS_EU; expected 1 to 32 lower-case letters, digits and inner hyphens, beginning with a letter
          id: site-b|id: site-a|sites[1].id: site-a; expected another, for this is that of sites[0].id
          name: ns2|name: ns1|daemons[1].name: ns1; expected another, for this is that of daemons[0].name
          address: 198.51.100.53|address: 192.0.2.53|daemons[1].address: 192.0.2.53; expected another, for this is that of daemons[0].address
          cidr: 10.20.0.0/16|cidr: 10.20.0.0/33|regions[1].cidr: 10.20.0.0/33; expected a block of IPv4 addresses such as 10.1.0.0/16
          cidr: 10.20.0.0/16|cidr: 10.20.0.0/4|regions[1].cidr: 10.20.0.0/4; expected a prefix of 8 to 32 bits
          cidr: 10.20.0.0/16|cidr: 10.20.1.0/16|regions[1].cidr: 10.20.1.0/16; expected the block's first address, 10.20.0.0
          cidr: 10.20.0.0/16|cidr: 10.10.128.0/17|regions[1].cidr: 10.10.128.0/17; expected a block that does not overlap regions[0].cidr, 10.10.0.0/16
          cidr: 10.20.0.0/16|cidr: 10.101.0.0/16|sites[0].cidr: 10.101.0.0/24; expected a block that does not overlap regions[1].cidr, 10.101.0.0/16
          10.102.0.12]|10.102.1.12]|sites[1].gateways[1]: 10.102.1.12; expected an address in the site's 10.102.0.0/24
          10.102.0.12]|10.102.0.011]|sites[1].gateways[1]: 10.102.0.011; expected an IPv4 address such as 10.0.0.1
          vpnPeers: [198.51.100.1]|vpnPeers: []|sites[1].vpnPeers: []; expected at least 1, for a region is in a cloud
          vpnPeers: [198.51.100.1]|vpnPeers: [192.0.2.1]|sites[1].vpnPeers[0]: 192.0.2.1; expected another, for this is that of sites[0].vpnPeers[0]
          capacity: 9000|capacity: 90000|regions[0].capacity: 90000; expected at most 19000, which the shapes serve at their largest
          capacity: 9000|capacity: 9e3|regions[0].capacity: 9000.0; expected a whole number of at most 2147483647
          capacity: 9000|capacity: 99999999999|regions[0].capacity: 99999999999; expected a whole number of at most 2147483647
          capacity: 9000|capacity: many|regions[0].capacity: many; expected a whole number of at most 2147483647
          max: 18}|max: 2}|regions[0].shapes[0].max: 2; expected at least min, which is 3
          vcpu: 1, memoryMib: 2048|vcpu: 3, memoryMib: 2048|regions[0].shapes[0].vcpu: 3.0; expected for a container on aws one of 0.25, 0.5, 1, 2, 4, 8, 16
          spotPercent: 50|spotPercent: 100|regions[1].shapes[0].spotPercent: 100; expected 1 to 99
          kind: serverless|kind: mainframe|regions[0].shapes[1].kind: mainframe; expected one of container, spot-container, serverless, beanstalk, kubernetes, instance
          kind: serverless|kind: instance|regions[0].shapes[1].machine: missing; expected a value
          kind: serverless|kind: instance, machine: M7|regions[0].shapes[1].machine: M7; expected a provider's machine type such as m7i.large or e2-standard-2
          zone: rng.example.com|zone: rng.example.net|service.zone: rng.example.net; expected the organisation's example.com or a name below it
          zone: rng.example.com|zone: rng example|service.zone: rng example; expected a domain name in lower case, at most 180 characters, such as example.com
          ttlSeconds: 5|ttlSeconds: 300|service.ttlSeconds: 300; expected 1 to 60
          delegationTtlSeconds: 60|delegationTtlSeconds: 86400|service.delegationTtlSeconds: 86400; expected 1 to 3600
          lockDays: 35|lockDays: 401|backups.lockDays: 401; expected 1 to 400
          digest: sha256:0|digest: latest|image.digest: latest000000000000000000000000000000000000000000000000000000…; expected sha256: and 64 hexadecimal digits
          owner: platform|owner: The Platform|organisation.tags.owner: The Platform; expected 1 to 63 lower-case letters, digits, - and _
          owner: platform|owner: {a: b}|organisation.tags.owner: a mapping; expected text; quote it if it looks like something else
          label: api|label:|service.label: no value; expected a value
          label: api|labell: api|service.label: missing; expected a value
          label: api|label: 7|service.label: 7; expected text; quote it if it looks like something else
          """)
  void a_fault_is_told_by_path_value_and_expectation(String old, String changed, String expected) {
    assertThat(problems(with(old, changed == null ? "" : changed))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backups: {|extra: 1, backups: {
          """)
  void what_is_not_yaml_is_refused(String old, String changed) {
    assertThat(problems(with(old, changed)).getFirst())
        .contains("expected valid YAML")
        .contains("line 16");
  }

  @Test
  void an_unknown_key_is_refused_by_name_wherever_it_stands() {
    String yaml =
        with("spotPercent: 50", "spotPercent: 50, spots: 3")
            .replace("label: api", "label: api\n  ttl: 5")
            .replace("daemons:", "deamons: []\ndaemons:");

    assertThat(problems(yaml))
        .containsExactly(
            "service.ttl: unknown key; expected one of delegationTtlSeconds, label, ttlSeconds, zone",
            "regions[1].shapes[0].spots: unknown key; expected one of capacity, kind, max,"
                + " memoryMib, min, spotPercent, vcpu",
            "deamons: unknown key; expected one of backups, daemons, image, organisation, regions,"
                + " service, sites");
  }

  @Test
  void a_key_that_another_shape_has_is_unknown_to_this_one() {
    assertThat(problems(with("kind: container,", "kind: container, machine: m7i.large,")))
        .containsExactly(
            "regions[0].shapes[0].machine: unknown key; expected one of capacity, kind, max,"
                + " memoryMib, min, vcpu");
  }

  @Test
  void all_faults_are_told_at_once_also_those_between_parts() {
    String yaml =
        with("ttlSeconds: 5", "ttlSeconds: 0")
            .replace("cloud: gcp", "cloud: azure")
            .replace("cidr: 10.20.0.0/16", "cidr: 10.10.0.0/16")
            .replace("lockDays: 35", "lockDays: 0");

    assertThat(problems(yaml))
        .containsExactly(
            "service.ttlSeconds: 0; expected 1 to 60",
            "regions[2].cloud: azure; expected one of aws, gcp, local",
            "regions[1].cidr: 10.10.0.0/16; expected a block that does not overlap regions[0].cidr,"
                + " 10.10.0.0/16",
            "backups.lockDays: 0; expected 1 to 400");
  }

  @Test
  void a_region_in_a_cloud_needs_an_image_and_a_local_one_does_not() {
    String without = VALID.replaceFirst("(?m)^image:\\n( .*\\n)+", "");

    assertThat(problems(without))
        .containsExactly("image: missing; expected an image, for a region is in a cloud");
    assertThat(parse(text(CHECKED_IN.resolve("local.yml"))).fleet().image()).isNull();
  }

  @Test
  void two_daemons_have_no_majority_after_the_loss_of_one() {
    String two = VALID.replaceFirst("(?m)^.*name: ns3.*\\n", "");

    assertThat(problems(two)).containsExactly("daemons: 2 of them; expected 1, 3 or 5");
  }

  @Test
  void a_local_region_is_reached_at_a_loopback_address_of_its_own() {
    String local = text(CHECKED_IN.resolve("local.yml"));

    assertThat(problems(local.replace("addresses: [127.0.1.2]", "addresses: []")))
        .containsExactly("regions[1].addresses: []; expected at least 1, for it is local");
    assertThat(problems(local.replace("addresses: [127.0.1.2]", "addresses: [127.0.1.3]")))
        .contains(
            "regions[1].addresses[0]: 127.0.1.3; expected a loopback address in 127.0.1.2/32, for"
                + " the region is local");
    assertThat(problems(local.replaceFirst("kind: container", "kind: serverless")))
        .containsExactly(
            "regions[0].shapes[0].kind: serverless; expected on local one of container");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x [1, 2]\nb: *x\n",
        "a: &x [1]\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        "&all\na: 1\n",
      })
  void anchors_and_aliases_are_refused(String yaml) {
    assertThat(problems(yaml))
        .singleElement()
        .asString()
        .contains("has an anchor or an alias; expected every value written out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "[1, 2]", "word", "a: 1\n---\nb: 2\n", "a: 1\na: 2\n"})
  void what_is_not_one_mapping_is_refused(String yaml) {
    assertThatThrownBy(() -> parse(yaml)).isInstanceOf(InvalidTopologyException.class);
  }

  @Test
  void deep_nesting_is_refused() {
    assertThat(problems("a: " + "[".repeat(10_000) + "]".repeat(10_000)))
        .singleElement()
        .asString()
        .contains("expected valid YAML");
  }

  @Test
  void a_large_file_is_refused() {
    assertThat(problems("#".repeat(TopologyFile.MAX_BYTES + 1)))
        .containsExactly("topology: a larger file; expected at most 262144 bytes");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    assertThatThrownBy(() -> TopologyFile.parse(new byte[] {'a', ':', ' ', (byte) 0xff}))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("UTF-8");
  }
}
