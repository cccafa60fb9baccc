package io.eightnines.cdktf.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A stack as it was synthesised. */
public record Stack(String name, JsonNode json) {

  /** A resource of a stack. */
  public record Resource(Stack stack, String type, String name, JsonNode body) {
    /** Its address in Terraform, after that of the stack. */
    public String address() {
      return stack.name() + ": " + type + "." + name;
    }

    /** The argument as text; empty where there is none. */
    String text(String argument) {
      return body.path(argument).asText();
    }

    /** The blocks of a name: those of a list, or the one that stands alone. */
    List<JsonNode> blocks(String block) {
      return Stack.each(body.path(block));
    }

    Violation violation(String message) {
      return new Violation(address(), message);
    }

    /** Whether an argument is a reference to the given resource. */
    boolean refersTo(String argument, Resource other) {
      return text(argument).startsWith("${" + other.type() + "." + other.name() + ".");
    }
  }

  /** All resources of the given types. */
  public Stream<Resource> resources(String... types) {
    return Arrays.stream(types)
        .flatMap(type ->
            json.path("resource").path(type).properties().stream()
                .map(entry -> new Resource(this, type, entry.getKey(), entry.getValue())));
  }

  /** All resources. */
  public Stream<Resource> resources() {
    return json.path("resource").properties().stream().flatMap(type -> resources(type.getKey()));
  }

  static List<JsonNode> each(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).toList()
        : List.of(node);
  }
}
