package io.eightnines.cdktf.kubernetes;

import io.eightnines.topology.Image;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import java.util.List;
import java.util.Map;

/** The API's pods: one a node, spread over the zones, able to do nothing but answer. */
record Workload(Region region, Shape.Kubernetes shape, Image image) {
  /** Where the API listens, behind its own certificate. */
  static final int API_PORT = 8443;

  /** As long as Fargate waits, which is also the notice of most interruptible machines. */
  private static final int STOP_SECONDS = 120;

  /** For the balancers to hear of it before the API is told to stop. */
  private static final int NOTICE_SECONDS = 15;

  /** The nobody of most minimal images. */
  private static final int NOBODY = 65532;

  private static final String CONFIGURATION = "/etc/eightnines";

  /** The deployment. The number of pods is the autoscaler's, so it is not in here. */
  Map<String, Object> deployment() {
    return Label.object(
        "apps/v1",
        "Deployment",
        Map.of(
            "selector", Map.of("matchLabels", Label.SELECTOR),
            "revisionHistoryLimit", 3,
            "progressDeadlineSeconds", 600,
            "strategy",
                Map.of(
                    "type",
                    "RollingUpdate",
                    "rollingUpdate",
                    Map.of("maxSurge", 1, "maxUnavailable", 0)),
            "template", Map.of("metadata", Map.of("labels", Label.SELECTOR), "spec", pod())));
  }

  private Map<String, Object> pod() {
    return Map.of(
        "automountServiceAccountToken",
        false,
        "enableServiceLinks",
        false,
        "terminationGracePeriodSeconds",
        STOP_SECONDS,
        "securityContext",
        Map.of(
            "runAsNonRoot",
            true,
            "runAsUser",
            NOBODY,
            "runAsGroup",
            NOBODY,
            "fsGroup",
            NOBODY,
            "seccompProfile",
            Map.of("type", "RuntimeDefault")),
        "affinity",
        Map.of("nodeAffinity", nodes()),
        "topologySpreadConstraints",
        List.of(
            spread("topology.kubernetes.io/zone", "DoNotSchedule"),
            spread("kubernetes.io/hostname", "ScheduleAnyway")),
        "containers",
        List.of(container()),
        "volumes",
        List.of(
            Map.of("name", "configuration", "secret", Map.of("secretName", "api-configuration")),
            Map.of(
                "name", "scratch", "emptyDir", Map.of("medium", "Memory", "sizeLimit", "64Mi"))));
  }

  /** The zones and the machines of the topology, and no others that the cluster may have. */
  private Map<String, Object> nodes() {
    return Map.of(
        "requiredDuringSchedulingIgnoredDuringExecution",
        Map.of(
            "nodeSelectorTerms",
            List.of(
                Map.of(
                    "matchExpressions",
                    List.of(
                        in("topology.kubernetes.io/zone", region.location().zones()),
                        in(
                            "node.kubernetes.io/instance-type",
                            List.of(shape.machine().text())))))));
  }

  private static Map<String, Object> in(String label, List<String> values) {
    return Map.of("key", label, "operator", "In", "values", values);
  }

  /** Nodes of a zone that is gone are tainted: they do not count, or nobody could replace it. */
  private static Map<String, Object> spread(String domain, String otherwise) {
    return Map.of(
        "topologyKey",
        domain,
        "maxSkew",
        1,
        "whenUnsatisfiable",
        otherwise,
        "nodeTaintsPolicy",
        "Honor",
        "matchLabelKeys",
        List.of("pod-template-hash"),
        "labelSelector",
        Map.of("matchLabels", Label.SELECTOR));
  }

  private Map<String, Object> container() {
    return Map.ofEntries(
        Map.entry("name", Label.API),
        Map.entry("image", image.reference()),
        Map.entry("args", List.of("server", CONFIGURATION + "/api.yml")),
        Map.entry("env", List.of(Map.of("name", "EIGHTNINES_REGION", "value", region.id().text()))),
        Map.entry("ports", List.of(Map.of("name", "https", "containerPort", API_PORT))),
        Map.entry("resources", resources()),
        Map.entry(
            "securityContext",
            Map.of(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                Map.of("drop", List.of("ALL")))),
        Map.entry(
            "volumeMounts",
            List.of(
                Map.of("name", "configuration", "mountPath", CONFIGURATION, "readOnly", true),
                Map.of("name", "scratch", "mountPath", "/tmp"))),
        Map.entry("startupProbe", probe("/health/live", 1, 60)),
        Map.entry("readinessProbe", probe("/health/ready", 2, 2)),
        Map.entry("livenessProbe", probe("/health/live", 10, 6)),
        Map.entry(
            "lifecycle", Map.of("preStop", Map.of("sleep", Map.of("seconds", NOTICE_SECONDS)))));
  }

  /**
   * A pod asks for three quarters of a node's processors and five eighths of its memory: what
   * managed nodes keep for themselves leaves so much from 4 GiB on, and no two fit one node.
   */
  private Map<String, Object> resources() {
    var memory = shape.unit().memoryMib() * 5L / 8 + "Mi";
    return Map.of(
        "requests", Map.of("cpu", millis(shape.unit().vcpu() * 0.75), "memory", memory),
        "limits", Map.of("cpu", millis(shape.unit().vcpu()), "memory", memory));
  }

  private static String millis(double vcpu) {
    return Math.round(vcpu * 1000) + "m";
  }

  private static Map<String, Object> probe(String path, int everySeconds, int failures) {
    return Map.of(
        "httpGet",
        Map.of("path", path, "port", "https", "scheme", "HTTPS"),
        "periodSeconds",
        everySeconds,
        "timeoutSeconds",
        2,
        "failureThreshold",
        failures);
  }
}
