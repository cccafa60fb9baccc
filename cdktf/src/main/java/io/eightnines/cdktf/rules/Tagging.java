package io.eightnines.cdktf.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.cdktf.stack.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that can bear tags bears ours, so that nothing in an account is nobody's. */
public final class Tagging {
  /** The types of Google Cloud, among those in use, that bear labels. */
  public static final Set<String> LABELLED =
      Set.of(
          "google_artifact_registry_repository",
          "google_cloud_run_v2_service",
          "google_compute_external_vpn_gateway",
          "google_compute_global_address",
          "google_compute_global_forwarding_rule",
          "google_compute_vpn_tunnel",
          "google_dns_managed_zone",
          "google_kms_crypto_key",
          "google_secret_manager_secret",
          "google_storage_bucket");

  private Tagging() {}

  /** AWS tags by the provider's default, which reaches all that can bear tags. */
  static Rule aws() {
    return stacks ->
        stacks.stream()
            .flatMap(stack ->
                Stack.each(stack.json().path("provider").path("aws")).stream()
                    .flatMap(provider ->
                        missing(
                            stack.name() + ": provider.aws",
                            Stack.each(provider.path("default_tags")).stream()
                                .map(tags -> tags.path("tags"))
                                .toList())))
            .toList();
  }

  static Rule google() {
    return Rule.forEach(
        resource -> {
          return missing(resource.address(), List.of(resource.body().path("labels")));
        },
        LABELLED.stream().sorted().toArray(String[]::new));
  }

  private static Stream<Violation> missing(String where, List<JsonNode> tags) {
    var needed = new ArrayList<>(Tags.OURS.keySet());
    needed.add(Tags.STACK);
    return needed.stream()
        .sorted()
        .filter(tag -> tags.stream().noneMatch(present -> present.has(tag)))
        .map(tag -> new Violation(where, "tag %s: missing; expected on everything".formatted(tag)));
  }
}
