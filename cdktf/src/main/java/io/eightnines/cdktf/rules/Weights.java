package io.eightnines.cdktf.rules;

import io.eightnines.cdktf.rules.Stack.Resource;
import java.util.stream.Stream;

/** Terraform never sets back a weight that failover has changed. */
final class Weights {
  private Weights() {}

  static Rule areFailovers() {
    return Rule.forEach(
        record ->
            Stream.concat(
                ignored(record, "weighted_routing_policy", "weighted_routing_policy[0].weight"),
                ignored(record, "routing_policy", "routing_policy")),
        "aws_route53_record",
        "google_dns_record_set");
  }

  private static Stream<Violation> ignored(Resource record, String block, String change) {
    var ignores =
        Stack.each(record.body().path("lifecycle").path("ignore_changes")).stream()
            .anyMatch(ignored -> ignored.asText().equals(change));
    return record.blocks(block).isEmpty() || ignores
        ? Stream.empty()
        : Stream.of(record.violation("ignore_changes: expected %s in it".formatted(change)));
  }
}
