package io.eightnines.cdktf.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.cdktf.Synthesised;
import io.eightnines.cdktf.kubernetes.Manifests;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real manifests pass, and a violation that is put into them is caught. */
class ManifestRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ArrayNode objects() throws IOException {
    return Manifests.of(TopologyFile.read(Synthesised.TOPOLOGY)).getFirst().json();
  }

  @Test
  void the_manifests_obey_every_rule() throws IOException {
    assertThat(ManifestRules.check("region", objects())).isEmpty();
  }

  /** PATH is below the pod's specification; VALUE is JSON, or - to remove what is there. */
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          /containers/0/image|"registry.example.com/api:latest"|expected NAME@sha256:DIGEST
          /containers/0/image|-|expected NAME@sha256:DIGEST
          /containers/0/securityContext/privileged|true|privileged: true; expected false
          /containers/0/securityContext/allowPrivilegeEscalation|-|allowPrivilegeEscalation: missing; expected false
          /containers/0/securityContext/readOnlyRootFilesystem|false|readOnlyRootFilesystem: false; expected true
          /containers/0/securityContext/capabilities|-|capabilities: expected all to be dropped
          /containers/0/resources/limits|-|limits/memory: missing
          /containers/0/resources/limits/cpu|-|limits/cpu: missing
          /containers/0/resources/requests|-|requests/cpu: missing
          /containers|[]|containers: none
          /initContainers|[{"image": "busybox"}]|image: busybox; expected NAME@sha256:DIGEST
          /securityContext/runAsNonRoot|-|runAsNonRoot: missing; expected true
          /automountServiceAccountToken|-|automountServiceAccountToken: missing; expected false
          /hostNetwork|true|hostNetwork: true; expected false
          /volumes|[{"hostPath": {"path": "/"}}]|hostPath: expected no folder of the node
          /containers/0/env|[{"name": "ID", "value": "AKIAABCDEFGHIJKLMNOP"}]|looks like a secret
          /containers/0/password|"correct horse"|looks like a secret
          """)
  void a_violation_is_caught(String path, @Nullable String value, String message)
      throws IOException {
    var objects = objects();
    var slash = path.lastIndexOf('/');
    var parent = (ObjectNode) objects.get(4).at("/spec/template/spec").at(path.substring(0, slash));
    if (value == null) {
      assertThat(parent.remove(path.substring(slash + 1))).as(path).isNotNull();
    } else {
      parent.set(path.substring(slash + 1), JSON.readTree(value));
    }

    assertThat(ManifestRules.check("region", objects))
        .anySatisfy(violation -> assertThat(violation.toString()).contains(message));
  }

  @Test
  void manifests_without_a_wall_are_caught() throws IOException {
    var objects = objects();
    objects.remove(1);

    assertThat(ManifestRules.check("region", objects))
        .extracting(Violation::toString)
        .containsExactly("region: NetworkPolicy: expected one that selects all and allows nothing");
  }

  @Test
  void a_secret_itself_is_caught() throws IOException {
    var objects = objects();
    objects.add(JSON.readTree("{\"kind\": \"Secret\", \"stringData\": {\"a\": \"b\"}}"));

    assertThat(ManifestRules.check("region", objects))
        .extracting(Violation::toString)
        .containsExactly("region: Secret: expected none, but its name");
  }
}
