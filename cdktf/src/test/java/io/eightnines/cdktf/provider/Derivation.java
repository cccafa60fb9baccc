package io.eightnines.cdktf.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eightnines.cdktf.provider.Schema.Attribute;
import io.eightnines.cdktf.provider.Schema.Block;
import io.eightnines.cdktf.provider.Schema.Nested;
import io.eightnines.cdktf.provider.Schema.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Turns the description of bindings back into the provider's schema that they were generated from.
 *
 * <p>The generator leaves its traces: each argument's comment links to its Terraform name, the
 * comment of a block says that it is one, what is not optional is required, and what a class can
 * only read is computed.
 */
final class Derivation {
  private static final Pattern TERRAFORM_NAME = Pattern.compile("\\{@link [^ ]*#(\\w+) [^}]*}");
  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Assembly assembly;

  private Derivation(Assembly assembly) {
    this.assembly = assembly;
  }

  /** Derives what the given resources and data sources of one provider need. */
  static Schema derive(
      Assembly assembly, SortedSet<String> resources, SortedSet<String> dataSources) {
    var derivation = new Derivation(assembly);
    return new Schema(
        derivation.body("provider", true),
        derivation.bodies(resources, false),
        derivation.bodies(dataSources, true));
  }

  /** The module of a resource: {@code route53Record} for {@code aws_route53_record}. */
  static String module(String terraformType, boolean data) {
    var name = terraformType.substring(terraformType.indexOf('_') + 1);
    var words = (data ? "data_" + terraformType : name).split("_", -1);
    var module = new StringBuilder(words[0]);
    for (var i = 1; i < words.length; i++) {
      module
          .append(words[i].substring(0, 1).toUpperCase(Locale.ROOT))
          .append(words[i].substring(1));
    }
    return module.toString();
  }

  private SortedMap<String, Block> bodies(SortedSet<String> terraformTypes, boolean data) {
    var bodies = new TreeMap<String, Block>();
    for (var type : terraformTypes) {
      bodies.put(type, body(module(type, data), false));
    }
    return bodies;
  }

  private Block body(String module, boolean provider) {
    var construct = construct(module);
    var fullName = construct.path("fqn").asText();
    var body = block(fullName + "Config", provider ? Optional.empty() : Optional.of(construct));
    return provider
        ? new Block(
            body.attributes().stream().filter(a -> !a.name().equals("alias")).toList(),
            body.blocks())
        : body;
  }

  /** The one class of a module that stands for the resource itself. */
  private JsonNode construct(String module) {
    var prefix = assembly.name() + "." + module + ".";
    return assembly.types().entrySet().stream()
        .filter(type -> type.getKey().startsWith(prefix))
        .map(type -> type.getValue())
        .filter(type -> type.path("base").asText().matches("cdktf\\.Terraform\\w+"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the bindings have no module " + module));
  }

  /**
   * @param arguments the full name of the record of its arguments
   * @param results the class that gives its results, where there is one
   */
  private Block block(String arguments, Optional<JsonNode> results) {
    var attributes = new LinkedHashMap<String, Attribute>();
    var blocks = new ArrayList<Nested>();
    for (var property : properties(assembly.type(arguments))) {
      var name = terraformName(property);
      var required = !property.path("optional").asBoolean();
      if (property.at("/docs/summary").asText().endsWith(" block.")) {
        blocks.add(nested(name, property, required));
      } else {
        var presence =
            required
                ? Presence.REQUIRED
                : name.equals("id") ? Presence.OPTIONAL_OR_COMPUTED : Presence.OPTIONAL;
        attributes.put(name, new Attribute(name, type(property.path("type")), presence));
      }
    }
    results.ifPresent(type -> {
      for (var result : computed(type)) {
        var taken =
            attributes.containsKey(result.name())
                || blocks.stream().anyMatch(block -> block.name().equals(result.name()));
        if (!taken) {
          attributes.put(result.name(), result);
        }
      }
    });
    return new Block(List.copyOf(attributes.values()), List.copyOf(blocks));
  }

  private Nested nested(String name, JsonNode property, boolean required) {
    var type = property.path("type");
    var single = type.has("fqn");
    var struct = single ? type.path("fqn").asText() : element(type).path("fqn").asText();
    var results = Optional.ofNullable(assembly.types().get(struct + "OutputReference"));
    return new Nested(name, block(struct, results), required ? 1 : 0, single ? 1 : 0);
  }

  private List<Attribute> computed(JsonNode type) {
    var found = new ArrayList<Attribute>();
    for (var property : properties(type)) {
      var name = property.path("name").asText();
      var fixed = property.path("immutable").asBoolean() && !property.path("static").asBoolean();
      if (fixed && !name.endsWith("Input") && !name.equals("fqn")) {
        found.add(new Attribute(snake(name), type(property.path("type")), Presence.COMPUTED));
      }
    }
    return found;
  }

  /** Terraform's notation of a type of the bindings. */
  private JsonNode type(JsonNode type) {
    if (type.has("primitive")) {
      return TextNode.valueOf(
          switch (type.path("primitive").asText()) {
            case "boolean" -> "bool";
            case "number" -> "number";
            case "string" -> "string";
            default -> "dynamic";
          });
    }
    if (type.has("collection")) {
      var kind = type.at("/collection/kind").asText().equals("map") ? "map" : "list";
      return of(kind, type(type.at("/collection/elementtype")));
    }
    if (type.has("union")) {
      // Everything may also be a token: look at the other alternative.
      return type(
          StreamSupport.stream(type.at("/union/types").spliterator(), false)
              .filter(alternative -> !isToken(alternative))
              .findFirst()
              .orElseThrow());
    }
    return named(type.path("fqn").asText());
  }

  private JsonNode named(String fullName) {
    return switch (fullName) {
      case "cdktf.IResolvable" -> TextNode.valueOf("bool");
      case "cdktf.StringMap" -> of("map", TextNode.valueOf("string"));
      case "cdktf.NumberMap" -> of("map", TextNode.valueOf("number"));
      case "cdktf.BooleanMap" -> of("map", TextNode.valueOf("bool"));
      case "cdktf.StringMapList" -> of("list", of("map", TextNode.valueOf("string")));
      default -> object(fullName);
    };
  }

  private JsonNode object(String fullName) {
    if (fullName.endsWith("List") && assembly.types().containsKey(reference(fullName))) {
      return of("list", fields(computed(assembly.type(reference(fullName)))));
    }
    var type = assembly.type(fullName);
    if (type.path("kind").asText().equals("class")) {
      return of("list", fields(computed(type)));
    }
    var fields = new ArrayList<Attribute>();
    for (var property : properties(type)) {
      fields.add(
          new Attribute(terraformName(property), type(property.path("type")), Presence.OPTIONAL));
    }
    return fields(fields);
  }

  private static String reference(String list) {
    return list.substring(0, list.length() - "List".length()) + "OutputReference";
  }

  private static ObjectNode emptyObject() {
    return JSON.objectNode();
  }

  private static ArrayNode fields(List<Attribute> attributes) {
    var fields = emptyObject();
    attributes.forEach(attribute -> fields.set(attribute.name(), attribute.type()));
    return of("object", fields);
  }

  private static ArrayNode of(String kind, JsonNode element) {
    return JSON.arrayNode().add(kind).add(element);
  }

  private static JsonNode element(JsonNode union) {
    for (var alternative : union.at("/union/types")) {
      if (alternative.has("collection")) {
        return alternative.at("/collection/elementtype");
      }
    }
    throw new IllegalArgumentException("no list among " + union);
  }

  private static boolean isToken(JsonNode type) {
    return type.path("fqn").asText().equals("cdktf.IResolvable");
  }

  private static JsonNode properties(JsonNode type) {
    return type.path("properties");
  }

  private static String terraformName(JsonNode property) {
    var docs = property.path("docs");
    var name =
        TERRAFORM_NAME.matcher(docs.path("summary").asText() + docs.path("remarks").asText());
    return name.find() ? name.group(1) : snake(property.path("name").asText());
  }

  private static String snake(String camel) {
    return HUMP.matcher(camel).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }
}
