package io.eightnines.cdktf.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.cdktf.rules.Stack.Resource;
import java.util.Set;
import java.util.stream.Stream;

/** The world reaches the web's two ports and nothing else; no machine has an address of its own. */
final class Openness {
  private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");
  private static final Set<Integer> WEB = Set.of(80, 443);

  private Openness() {}

  static Rule ingressRules() {
    return Rule.forEach(
        rule -> {
          var open =
              WORLD.contains(rule.text("cidr_ipv4")) || WORLD.contains(rule.text("cidr_ipv6"));
          var from = rule.body().path("from_port").asInt(-1);
          var to = rule.body().path("to_port").asInt(-1);
          return open && !(from == to && WEB.contains(from))
              ? Stream.of(
                  rule.violation(
                      "ports %d to %d are open to the world; expected 80 or 443"
                          .formatted(from, to)))
              : Stream.empty();
        },
        "aws_vpc_security_group_ingress_rule");
  }

  /** Rules inside a group would escape the rule above, and the world needs no way in elsewhere. */
  static Rule inlineRules() {
    return Rule.forEach(
        group ->
            group.blocks("ingress").isEmpty()
                ? Stream.empty()
                : Stream.of(group.violation("ingress: expected rules as resources of their own")),
        "aws_security_group",
        "aws_default_security_group");
  }

  static Rule egressRules() {
    return Rule.forEach(
        rule ->
            WORLD.contains(rule.text("cidr_ipv4")) || WORLD.contains(rule.text("cidr_ipv6"))
                ? Stream.of(rule.violation("open to the world; expected the peers that are needed"))
                : Stream.empty(),
        "aws_vpc_security_group_egress_rule");
  }

  static Rule firewalls() {
    return Rule.forEach(
        firewall -> {
          var world = has(firewall.body().path("source_ranges"), WORLD);
          var ingress = !firewall.text("direction").equals("EGRESS");
          return world && ingress && !firewall.blocks("allow").isEmpty()
              ? Stream.of(
                  firewall.violation("source_ranges: the world; expected the load balancers' only"))
              : Stream.empty();
        },
        "google_compute_firewall");
  }

  static Rule buckets() {
    return stacks ->
        stacks.stream()
            .flatMap(stack ->
                Stream.concat(
                    stack.resources("aws_s3_bucket").filter(bucket -> !isBlocked(bucket)),
                    stack.resources("google_storage_bucket").filter(bucket -> !isPrivate(bucket))))
            .map(bucket -> bucket.violation("expected all access by the public to be blocked"))
            .toList();
  }

  private static boolean isBlocked(Resource bucket) {
    return bucket
        .stack()
        .resources("aws_s3_bucket_public_access_block")
        .filter(block -> block.refersTo("bucket", bucket))
        .anyMatch(block ->
            Stream.of(
                    "block_public_acls",
                    "block_public_policy",
                    "ignore_public_acls",
                    "restrict_public_buckets")
                .allMatch(argument -> block.body().path(argument).asBoolean()));
  }

  private static boolean isPrivate(Resource bucket) {
    return bucket.text("public_access_prevention").equals("enforced")
        && bucket.body().path("uniform_bucket_level_access").asBoolean();
  }

  private static boolean has(JsonNode list, Set<String> values) {
    return Stack.each(list).stream().anyMatch(value -> values.contains(value.asText()));
  }
}
