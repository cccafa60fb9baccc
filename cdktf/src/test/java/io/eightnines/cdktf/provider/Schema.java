package io.eightnines.cdktf.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;

/** What a provider tells Terraform about itself, its resources and its data sources. */
record Schema(Block provider, SortedMap<String, Block> resources, SortedMap<String, Block> data) {

  /** The body of a resource, or of a block inside one. */
  record Block(List<Attribute> attributes, List<Nested> blocks) {}

  /**
   * An argument or a result.
   *
   * @param type in Terraform's JSON notation, such as {@code ["list","string"]}
   */
  record Attribute(String name, JsonNode type, Presence presence) {}

  /** Who gives an attribute its value. */
  enum Presence {
    REQUIRED,
    OPTIONAL,
    COMPUTED,
    OPTIONAL_OR_COMPUTED
  }

  /**
   * A block inside a block, as a list.
   *
   * @param least the fewest of them, 0 or 1
   * @param most the most of them; 0 for no limit
   */
  record Nested(String name, Block block, int least, int most) {}
}
