package io.eightnines.runbooks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetFilesTest {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  @TempDir Path folder;

  private FleetFiles files(FleetLayout layout) throws Exception {
    return new FleetFiles(layout, folder, Secrets.in(folder));
  }

  private String text(Path file) throws Exception {
    return Files.readString(file);
  }

  @Test
  void every_daemon_knows_itself_and_all_members() throws Exception {
    FleetFiles files = files(FleetLayout.standard(3));

    assertThat(text(files.failover("ns2")))
        .contains(
            "self: ns2",
            "- {name: ns1, address: 127.0.3.1, port: 9871}",
            "- {name: ns3, address: 127.0.3.3, port: 9871}",
            "- {name: ns3.example.test, address: 127.0.3.3}",
            "dns: {address: 127.0.3.2, port: 5353}",
            "source: 127.0.3.2",
            "ns2.pem, key: " + folder + "/ns2.key, authority: " + folder + "/ca.pem",
            "{name: alice, role: OPERATOR, tokenSha256: ",
            "{name: victor, role: VIEWER, tokenSha256: ",
            "- {region: gcp-us-east4, address: 127.0.1.3, port: 8080, weight: 100}");
  }

  @Test
  void one_daemon_alone_replicates_nothing() throws Exception {
    assertThat(text(files(FleetLayout.standard(1)).failover("ns1")))
        .doesNotContain("replication", "deepPath")
        .contains("source: 127.0.3.1", "operators", "holdDown");
  }

  @Test
  void a_daemon_of_a_group_of_another_size_keeps_its_state_elsewhere() throws Exception {
    assertThat(text(files(FleetLayout.standard(1)).failover("ns1"))).contains("/ns1-of-1\n");
    assertThat(text(files(FleetLayout.standard(3)).failover("ns1"))).contains("/ns1-of-3\n");
  }

  @Test
  void a_drill_can_have_the_detector_of_production() throws Exception {
    FleetLayout layout =
        FleetLayout.standard(1).with(new FleetLayout.Variant(true, List.of(), false, false));

    assertThat(text(files(layout).failover("ns1"))).doesNotContain("detector");
  }

  @Test
  void a_fronted_region_leaves_its_port_to_what_stands_in_front() throws Exception {
    FleetLayout layout =
        FleetLayout.standard(1)
            .with(new FleetLayout.Variant(false, List.of("aws-us-east-1"), false, false));
    FleetFiles files = files(layout);

    assertThat(text(files.failover("ns1"))).contains("deepPath: /health/deep");
    assertThat(text(files.api("aws-us-east-1"))).contains("bindHost: 127.0.1.1, port: 8090");
    assertThat(text(files.api("aws-eu-west-1"))).contains("bindHost: 127.0.1.2, port: 8080");
    assertThat(layout.api("aws-us-east-1").getPort()).isEqualTo(8080);
  }

  @Test
  void three_gateways_keep_one_ledger_and_every_region_knows_all() throws Exception {
    FleetLayout layout =
        FleetLayout.standard(1).with(FleetLayout.Variant.USUAL.with(FleetLayout.Gateways.of(3)));
    FleetFiles files = files(layout);

    assertThat(text(files.gateway("gateway-2")))
        .contains(
            "self: gateway-2",
            "- {name: gateway, address: 127.0.2.1, port: 9871}",
            "- {name: gateway-3, address: 127.0.2.3, port: 9871}",
            "key: " + folder + "/gateway-2.key",
            "keyFile: " + folder + "/gateways.pem",
            "stateDirectory: " + folder + "/state/gateway-2",
            "bindHost: 127.0.2.2");
    assertThat(text(files.api("aws-us-east-1")))
        .contains(
            "- {site: site-a, address: \"http://127.0.2.1:8080\"}",
            "- {site: site-a-3, address: \"http://127.0.2.3:8080\"}");
    FleetLayout divided =
        FleetLayout.standard(1)
            .with(FleetLayout.Variant.USUAL.with(FleetLayout.Gateways.of(1).inShards(4)));
    assertThat(text(files(divided).gateway("gateway"))).contains("self: gateway", "shards: 4");
    assertThat(text(files(FleetLayout.standard(1)).gateway("gateway")))
        .contains("- {id: generator-1, path: auto}")
        .doesNotContain("group", "keyFile");
  }

  @Test
  void each_gateway_has_simulated_devices_of_its_own_where_a_drill_needs_them() throws Exception {
    FleetLayout layout =
        FleetLayout.standard(1)
            .with(FleetLayout.Variant.USUAL.with(FleetLayout.Gateways.of(3).withDevices(2)));

    assertThat(text(files(layout).gateway("gateway-2")))
        .contains(
            "- {id: gateway-2-noise-1, simulator: {faultFile: "
                + folder
                + "/devices/gateway-2-noise-1}}",
            "- {id: gateway-2-noise-2, simulator: ")
        .doesNotContain("gateway-noise", "path: auto");
  }

  @Test
  void no_majority_can_be_had_of_other_numbers_of_daemons() {
    for (int daemons : new int[] {-1, 0, 2, 4, 7}) {
      assertThatThrownBy(() -> FleetLayout.standard(daemons))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("daemons is " + daemons + ", expected 1, 3 or 5");
    }
  }

  @Test
  void a_daemons_certificate_is_good_for_its_name_and_address_and_signed_by_the_authority()
      throws Exception {
    files(FleetLayout.standard(3)).certificates();

    X509Certificate authority = certificate("ca.pem");
    X509Certificate leaf = certificate("ns2.pem");

    leaf.verify(authority.getPublicKey());
    leaf.checkValidity();
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(DNS_NAME, "ns2"), List.of(IP_ADDRESS, "127.0.3.2"));
  }

  @Test
  void secrets_are_for_their_owner_only_and_every_start_has_new_certificates() throws Exception {
    FleetFiles files = files(FleetLayout.standard(3));
    files.certificates();
    String before = text(folder.resolve("ns1.key"));
    files.certificates();

    assertThat(text(folder.resolve("ns1.key"))).isNotEqualTo(before);
    for (String secret : new String[] {"ns1.key", "ns3.pem", "alice.token", "bob.token"}) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
          .as(secret)
          .isEqualTo("rw-------");
    }
  }

  private X509Certificate certificate(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
