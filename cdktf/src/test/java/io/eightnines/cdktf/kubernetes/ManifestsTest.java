package io.eightnines.cdktf.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.eightnines.cdktf.Synthesised;
import io.eightnines.topology.Topology;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  private static final Path GOLDEN = Path.of("golden", "manifests", "aws-us-east-1.yaml");
  private static final String SHAPE =
      "      - {kind: kubernetes, machine: m7i.large, vcpu: 2, memoryMib: 8192, capacity: 900,"
          + " min: 3, max: 9}\n";

  private @TempDir Path folder = Path.of("");

  private static Topology topology() throws IOException {
    return TopologyFile.read(Synthesised.TOPOLOGY);
  }

  private static Manifests manifests() throws IOException {
    return Manifests.of(topology()).getFirst();
  }

  private static JsonNode object(String kind) throws IOException {
    return StreamSupport.stream(manifests().json().spliterator(), false)
        .filter(object -> object.path("kind").asText().equals(kind))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static JsonNode pod() throws IOException {
    return object("Deployment").at("/spec/template/spec");
  }

  private static JsonNode container() throws IOException {
    return pod().at("/containers/0");
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private Topology changed(String what, String into) throws IOException {
    var text = Files.readString(Synthesised.TOPOLOGY);
    assertThat(text).contains(what);
    return TopologyFile.read(
        Files.writeString(folder.resolve("changed.yml"), text.replace(what, into)));
  }

  /** To accept a change: -Deightnines.golden=write, then look at the difference. */
  @Test
  void manifests_are_what_is_checked_in() throws IOException {
    if ("write".equals(System.getProperty("eightnines.golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, manifests().text());
    }

    assertThat(Files.readString(GOLDEN)).isEqualTo(manifests().text());
  }

  @Test
  void synthesis_writes_them_for_the_regions_on_kubernetes() throws IOException {
    assertThat(Synthesised.manifests("aws-us-east-1")).isEqualTo(manifests().text());
  }

  @Test
  void only_regions_on_kubernetes_have_any() throws IOException {
    assertThat(Manifests.of(topology()))
        .extracting(Manifests::name)
        .containsExactly("aws-us-east-1");
    assertThat(Manifests.of(changed(SHAPE, ""))).isEmpty();
  }

  @Test
  void the_text_is_the_objects_in_their_order() throws IOException {
    var read = new ArrayList<JsonNode>();
    try (var documents =
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(manifests().text())) {
      documents.forEachRemaining(read::add);
    }

    assertThat(read).containsExactlyElementsOf(manifests().json());
    assertThat(read)
        .extracting(object -> object.path("kind").asText())
        .containsExactly(
            "Namespace",
            "NetworkPolicy",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Deployment",
            "HorizontalPodAutoscaler",
            "Service");
  }

  @Test
  void the_image_is_the_topologys_by_digest() throws IOException {
    assertThat(container().path("image").asText())
        .isEqualTo("registry.example.com/eightnines/api@sha256:" + "0".repeat(64));
  }

  @Test
  void a_pod_is_bounded_by_its_node() throws IOException {
    assertThat(container().path("resources"))
        .isEqualTo(
            json(
                """
                {"limits": {"cpu": "2000m", "memory": "5120Mi"},
                 "requests": {"cpu": "1500m", "memory": "5120Mi"}}
                """));
  }

  @Test
  void a_pod_may_do_nothing_but_answer() throws IOException {
    assertThat(container().path("securityContext"))
        .isEqualTo(
            json(
                """
                {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
                 "capabilities": {"drop": ["ALL"]}}
                """));
    assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod().at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod().at("/automountServiceAccountToken")).isEqualTo(json("false"));
    assertThat(object("Namespace").at("/metadata/labels").toString())
        .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
  }

  @Test
  void pods_stand_in_the_topologys_zones_alike() throws IOException {
    var spread = pod().at("/topologySpreadConstraints/0");

    assertThat(spread.path("topologyKey").asText()).isEqualTo("topology.kubernetes.io/zone");
    assertThat(spread.path("maxSkew").asInt()).isEqualTo(1);
    assertThat(spread.path("whenUnsatisfiable").asText()).isEqualTo("DoNotSchedule");
    assertThat(spread.path("nodeTaintsPolicy").asText()).isEqualTo("Honor");
    assertThat(spread.at("/labelSelector/matchLabels"))
        .isEqualTo(object("Deployment").at("/spec/template/metadata/labels"));
    assertThat(pod().path("affinity").toString())
        .contains("[\"us-east-1a\",\"us-east-1b\",\"us-east-1c\"]")
        .contains("[\"m7i.large\"]");
  }

  @Test
  void the_balancer_hears_of_the_end_before_the_api_does() throws IOException {
    assertThat(pod().path("terminationGracePeriodSeconds").asInt()).isEqualTo(120);
    assertThat(container().at("/lifecycle/preStop/sleep/seconds").asInt()).isBetween(1, 60);
    assertThat(container().at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    assertThat(container().at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
  }

  @Test
  void the_configuration_is_a_secret_that_others_make() throws IOException {
    assertThat(pod().at("/volumes/0/secret"))
        .isEqualTo(json("{\"secretName\": \"api-configuration\"}"));
    assertThat(container().at("/volumeMounts/0/readOnly").asBoolean()).isTrue();
    assertThat(manifests().json())
        .noneSatisfy(object -> assertThat(object.path("kind").asText()).isEqualTo("Secret"));
  }

  @Test
  void nobody_reaches_anything_but_the_balancer_the_api() throws IOException {
    var policies =
        StreamSupport.stream(manifests().json().spliterator(), false)
            .filter(object -> object.path("kind").asText().equals("NetworkPolicy"))
            .map(object -> object.path("spec"))
            .toList();

    assertThat(policies.getFirst())
        .isEqualTo(json("{\"podSelector\": {}, \"policyTypes\": [\"Ingress\", \"Egress\"]}"));
    assertThat(policies.getLast().path("ingress"))
        .isEqualTo(json("[{\"ports\": [{\"port\": 8443, \"protocol\": \"TCP\"}]}]"));
  }

  @Test
  void the_api_reaches_dns_and_the_gateways_only() throws IOException {
    var out = object("NetworkPolicy").at("/spec/egress");

    assertThat(out).hasSize(1 + topology().sites().size());
    assertThat(out.get(0).at("/to/0/podSelector/matchLabels/k8s-app").asText())
        .isEqualTo("kube-dns");
    assertThat(out.get(0).at("/ports/0/port").asInt()).isEqualTo(53);
    assertThat(out.findValuesAsText("cidr"))
        .isEqualTo(
            topology().sites().stream()
                .flatMap(site -> site.gateways().stream())
                .map(gateway -> gateway + "/32")
                .toList());
  }

  @Test
  void the_number_of_pods_is_the_autoscalers_between_the_topologys_bounds() throws IOException {
    var scaler = object("HorizontalPodAutoscaler").path("spec");

    assertThat(scaler.path("minReplicas").asInt()).isEqualTo(3);
    assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(9);
    assertThat(scaler.at("/metrics/0/resource/target/averageUtilization").asInt()).isEqualTo(50);
    assertThat(object("Deployment").path("spec").has("replicas")).isFalse();
    assertThat(object("PodDisruptionBudget").at("/spec/maxUnavailable").asInt()).isEqualTo(1);
  }

  @Test
  void everything_that_selects_selects_the_pods() throws IOException {
    var labels = object("Deployment").at("/spec/template/metadata/labels");

    assertThat(
            List.of(
                object("Deployment").at("/spec/selector/matchLabels"),
                object("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                object("NetworkPolicy").at("/spec/podSelector/matchLabels"),
                object("Service").at("/spec/selector")))
        .containsOnly(labels);
  }

  @Test
  void a_region_whose_only_pod_might_be_lost_is_refused() throws IOException {
    var topology = changed("capacity: 900, min: 3", "capacity: 900, min: 1");

    assertThatThrownBy(() -> Manifests.of(topology))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "region aws-us-east-1: kubernetes: min: 1; expected at least 2, or a zone takes all");
  }

  @Test
  void the_shape_twice_in_a_region_is_refused() throws IOException {
    var topology = changed(SHAPE, SHAPE + SHAPE.replace("max: 9", "max: 8"));

    assertThatThrownBy(() -> Manifests.of(topology)).hasMessageContaining("expected it once");
  }

  @Test
  void google_without_a_way_to_the_sites_is_refused() throws IOException {
    var topology =
        changed(
            "{kind: serverless, vcpu: 1, memoryMib: 1024, capacity: 250, min: 2, max: 40}",
            "{kind: kubernetes, machine: n2-standard-2, vcpu: 2, memoryMib: 8192, capacity: 1000,"
                + " min: 2, max: 40}");

    assertThatThrownBy(() -> Manifests.of(topology))
        .hasMessageContaining("region gcp-us-east4: kind: kubernetes; expected beside serverless");
  }
}
