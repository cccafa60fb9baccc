package io.eightnines.cdktf.kubernetes;

import io.eightnines.topology.Count;
import java.util.List;
import java.util.Map;

/** How many pods there are, and how many of them may be taken away on purpose. */
record Steadiness(Count count) {
  /** Half of what a pod asks for, as on Fargate: the loss of a zone must not overload the rest. */
  private static final int CPU_PERCENT = 50;

  /** Pods by load, between the topology's bounds: quickly up, slowly down. */
  Map<String, Object> autoscaler() {
    return Label.object(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        Map.of(
            "scaleTargetRef",
            Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", Label.API),
            "minReplicas",
            count.min(),
            "maxReplicas",
            count.max(),
            "metrics",
            List.of(
                Map.of(
                    "type",
                    "Resource",
                    "resource",
                    Map.of(
                        "name",
                        "cpu",
                        "target",
                        Map.of("type", "Utilization", "averageUtilization", CPU_PERCENT)))),
            "behavior",
            Map.of(
                "scaleUp",
                Map.of("stabilizationWindowSeconds", 0),
                "scaleDown",
                Map.of(
                    "stabilizationWindowSeconds",
                    300,
                    "policies",
                    List.of(Map.of("type", "Pods", "value", 1, "periodSeconds", 60))))));
  }

  /** Nodes are drained one pod at a time; a pod that is not ready holds up no drain. */
  static Map<String, Object> budget() {
    return Label.object(
        "policy/v1",
        "PodDisruptionBudget",
        Map.of(
            "maxUnavailable",
            1,
            "unhealthyPodEvictionPolicy",
            "AlwaysAllow",
            "selector",
            Map.of("matchLabels", Label.SELECTOR)));
  }
}
