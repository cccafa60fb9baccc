package io.eightnines.cdktf.kubernetes;

import io.eightnines.topology.Cloud;
import io.eightnines.topology.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who may open a connection to whom: the world, through the balancer, to the API's one port; the
 * API to the gateways on the sites and to the cluster's DNS. Nothing else.
 */
final class Reach {
  /** Where gateways listen on the sites. */
  private static final int GATEWAY_PORT = 8443;

  private static final int DNS_PORT = 53;

  private Reach() {}

  /** The balancer, which passes TLS on as it is: the API shows its own certificate. */
  static Map<String, Object> service(Cloud cloud) {
    var metadata = new TreeMap<>(Label.named(Label.API));
    metadata.put("annotations", annotations(cloud));
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Service",
        "metadata",
        metadata,
        "spec",
        Map.of(
            "type",
            "LoadBalancer",
            "externalTrafficPolicy",
            "Local", // no second hop, which might lead into a dying zone
            "selector",
            Label.SELECTOR,
            "ports",
            List.of(
                Map.of("name", "https", "port", 443, "protocol", "TCP", "targetPort", "https"))));
  }

  private static Map<String, String> annotations(Cloud cloud) {
    var aws = "service.beta.kubernetes.io/aws-load-balancer-";
    return switch (cloud) {
      case AWS ->
          Map.of(
              aws + "type", "external",
              aws + "nlb-target-type", "ip",
              aws + "scheme", "internet-facing",
              aws + "healthcheck-protocol", "https",
              aws + "healthcheck-path", "/health/ready");
      case GCP -> Map.of("cloud.google.com/l4-rbs", "enabled");
      case LOCAL -> Map.of();
    };
  }

  /** Nothing in the namespace is reached or reaches out unless another policy says so. */
  static Map<String, Object> nobody() {
    return policy("deny-all", Map.of("podSelector", Map.of()));
  }

  /** What the API needs. */
  static Map<String, Object> api(List<Site> sites) {
    var out = new ArrayList<Map<String, Object>>();
    out.add(
        Map.of(
            "to",
            List.of(
                Map.of(
                    "namespaceSelector",
                    Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", "kube-system")),
                    "podSelector",
                    Map.of("matchLabels", Map.of("k8s-app", "kube-dns")))),
            "ports",
            List.of(port("UDP", DNS_PORT), port("TCP", DNS_PORT))));
    sites.forEach(site -> out.add(to(site)));
    return policy(
        Label.API,
        Map.of(
            "podSelector",
            Map.of("matchLabels", Label.SELECTOR),
            "ingress",
            List.of(Map.of("ports", List.of(port("TCP", Workload.API_PORT)))),
            "egress",
            out));
  }

  private static Map<String, Object> to(Site site) {
    return Map.of(
        "to",
        site.gateways().stream()
            .map(gateway -> Map.of("ipBlock", Map.of("cidr", gateway + "/32")))
            .toList(),
        "ports",
        List.of(port("TCP", GATEWAY_PORT)));
  }

  private static Map<String, Object> port(String protocol, int port) {
    return Map.of("protocol", protocol, "port", port);
  }

  private static Map<String, Object> policy(String name, Map<String, Object> spec) {
    var both = new TreeMap<>(spec);
    both.put("policyTypes", List.of("Ingress", "Egress"));
    return Label.object("networking.k8s.io/v1", "NetworkPolicy", name, both);
  }
}
