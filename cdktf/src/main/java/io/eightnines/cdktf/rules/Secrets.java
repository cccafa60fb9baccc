package io.eightnines.cdktf.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No secret stands in a stack: it comes as a variable, or from a store of secrets. */
final class Secrets {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(password|passwd|shared_?key|shared_?secret|private_?key|api_?key|access_?key"
              + "|secret_?key|client_?secret|auth_?token|bearer).*");

  private static final Pattern VALUE =
      Pattern.compile(
          "(?s).*(-----BEGIN [A-Z ]*PRIVATE KEY|\\b(AKIA|ASIA)[A-Z0-9]{16}\\b|\\bAIza[\\w-]{35}"
              + "|\\bgh[pousr]_\\w{36}|\\bxox[abpr]-|://[^/\\s:@]+:[^/\\s:@]+@).*");

  private Secrets() {}

  static Rule inPlainText() {
    return stacks ->
        stacks.stream().flatMap(stack -> found(stack.name(), "", stack.json())).toList();
  }

  private static Stream<Violation> found(String where, String name, JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .flatMap((Map.Entry<String, JsonNode> field) ->
              found(where + "." + field.getKey(), field.getKey(), field.getValue()));
    }
    if (node.isArray()) {
      return Stack.each(node).stream().flatMap(element -> found(where, name, element));
    }
    var text = node.asText();
    var named = node.isTextual() && NAME.matcher(name).matches() && !isReference(text);
    return named || VALUE.matcher(text).matches()
        ? List.of(new Violation(where, "looks like a secret; expected a variable")).stream()
        : Stream.empty();
  }

  private static boolean isReference(String text) {
    return text.startsWith("${") && text.endsWith("}");
  }
}
