package io.eightnines.cdktf.rules;

import io.eightnines.cdktf.rules.Stack.Resource;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Terraform never sets back a weight that failover has changed. */
final class Weights {
  private Weights() {}

  static Rule areFailovers() {
    return stacks ->
        stacks.stream()
            .flatMap(stack ->
                Stream.concat(
                    stack.resources("aws_route53_record").flatMap(Weights::route53),
                    stack.resources("google_dns_record_set").flatMap(Weights::cloudDns)))
            .toList();
  }

  private static Stream<Violation> route53(Resource record) {
    return record.blocks("weighted_routing_policy").isEmpty()
        ? Stream.empty()
        : missing(record, "weighted_routing_policy[0].weight");
  }

  private static Stream<Violation> cloudDns(Resource record) {
    var weighted =
        record.blocks("routing_policy").stream()
            .mapToInt(policy -> Stack.each(policy.path("wrr")).size())
            .sum();
    return IntStream.range(0, weighted)
        .mapToObj("routing_policy[0].wrr[%d].weight"::formatted)
        .flatMap(change -> missing(record, change));
  }

  private static Stream<Violation> missing(Resource record, String change) {
    return Stack.each(record.body().path("lifecycle").path("ignore_changes")).stream()
            .anyMatch(ignored -> ignored.asText().equals(change))
        ? Stream.empty()
        : Stream.of(record.violation("ignore_changes: expected %s in it".formatted(change)));
  }
}
