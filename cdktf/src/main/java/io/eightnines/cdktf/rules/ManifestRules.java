package io.eightnines.cdktf.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for every object that a Kubernetes is given. */
public final class ManifestRules {
  private static final Pattern BY_DIGEST =
      Pattern.compile("[^@:]+(:[0-9]+/[^@:]+)?@sha256:[0-9a-f]{64}");
  private static final Set<String> OF_THE_NODE = Set.of("hostNetwork", "hostPID", "hostIPC");

  private final List<Violation> found = new ArrayList<>();

  private ManifestRules() {}

  /** The violations by the objects of a file. */
  public static List<Violation> check(String name, ArrayNode objects) {
    var rules = new ManifestRules();
    rules.found.addAll(Secrets.inPlainText().check(List.of(new Stack(name, objects))));
    rules.need(
        denied(objects), name, "NetworkPolicy: expected one that selects all and allows nothing");
    for (var object : objects) {
      var where = name + ": " + object.path("kind").asText();
      rules.need(
          !object.path("kind").asText().equals("Secret"), where, "expected none, but its name");
      if (object.path("kind").asText().equals("Deployment")) {
        rules.pod(where, object.at("/spec/template/spec"));
      }
    }
    return List.copyOf(rules.found);
  }

  private static boolean denied(ArrayNode objects) {
    return Stack.each(objects).stream()
        .filter(object -> object.path("kind").asText().equals("NetworkPolicy"))
        .map(object -> object.path("spec"))
        .anyMatch(spec ->
            spec.path("podSelector").isObject()
                && spec.path("podSelector").isEmpty()
                && spec.path("policyTypes").size() == 2
                && spec.path("ingress").isMissingNode()
                && spec.path("egress").isMissingNode());
  }

  private void pod(String where, JsonNode pod) {
    expect(where, pod, "/automountServiceAccountToken", false);
    expect(where, pod, "/securityContext/runAsNonRoot", true);
    for (var shared : OF_THE_NODE.stream().sorted().toList()) {
      need(!pod.path(shared).asBoolean(), where, shared + ": true; expected false");
    }
    for (var volume : pod.path("volumes")) {
      need(!volume.has("hostPath"), where, "hostPath: expected no folder of the node");
    }
    need(!pod.path("containers").isEmpty(), where, "containers: none; expected one");
    pod.path("initContainers").forEach(container -> container(where, container));
    pod.path("containers").forEach(container -> container(where, container));
  }

  private void container(String where, JsonNode container) {
    var image = container.path("image").asText();
    need(
        BY_DIGEST.matcher(image).matches(),
        where,
        "image: %s; expected NAME@sha256:DIGEST".formatted(image));
    need(
        !container.at("/securityContext/privileged").asBoolean(),
        where,
        "privileged: true; expected false");
    expect(where, container, "/securityContext/allowPrivilegeEscalation", false);
    expect(where, container, "/securityContext/readOnlyRootFilesystem", true);
    need(
        container.at("/securityContext/capabilities/drop/0").asText().equals("ALL"),
        where,
        "capabilities: expected all to be dropped");
    for (var bound : List.of("limits/cpu", "limits/memory", "requests/cpu", "requests/memory")) {
      need(
          !container.at("/resources/" + bound).asText().isEmpty(),
          where,
          bound + ": missing; expected a quantity");
    }
  }

  private void expect(String where, JsonNode node, String path, boolean expected) {
    var value = node.at(path);
    need(
        value.isBoolean() && value.asBoolean() == expected,
        where,
        "%s: %s; expected %s"
            .formatted(
                path.substring(path.lastIndexOf('/') + 1),
                value.isMissingNode() ? "missing" : value,
                expected));
  }

  private void need(boolean holds, String where, String message) {
    if (!holds) {
      found.add(new Violation(where, message));
    }
  }
}
