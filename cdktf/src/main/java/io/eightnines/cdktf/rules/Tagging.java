package io.eightnines.cdktf.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.cdktf.stack.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that can bear tags bears ours, so that nothing in an account is nobody's. Both clouds
 * tag by a default of the provider, which reaches all that can bear tags.
 */
final class Tagging {
  private Tagging() {}

  static Rule byDefault() {
    return stacks ->
        stacks.stream()
            .flatMap(stack ->
                Stream.concat(
                    providers(stack, "aws", "/default_tags/0/tags"),
                    providers(stack, "google", "/default_labels")))
            .toList();
  }

  private static Stream<Violation> providers(Stack stack, String provider, String tags) {
    return Stack.each(stack.json().path("provider").path(provider)).stream()
        .flatMap(each -> missing(stack.name() + ": provider." + provider, each.at(tags)));
  }

  private static Stream<Violation> missing(String where, JsonNode present) {
    var needed = new ArrayList<>(Tags.OURS.keySet());
    needed.add(Tags.STACK);
    return List.copyOf(needed).stream()
        .sorted()
        .filter(tag -> !present.has(tag))
        .map(tag -> new Violation(where, "tag %s: missing; expected on everything".formatted(tag)));
  }
}
