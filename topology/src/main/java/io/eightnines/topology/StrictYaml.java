package io.eightnines.topology;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * One YAML document that means what a reader sees: no anchors and aliases (a few lines of them grow
 * to gigabytes), no key twice, no second document.
 */
final class StrictYaml {
  /** Deeper than any topology. */
  private static final int MAX_DEPTH = 20;

  private static final YAMLFactory FACTORY = factory();
  private static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictYaml() {}

  static ObjectNode read(byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      refuseAliases(text);
      JsonNode root = MAPPER.readTree(text);
      if (root instanceof ObjectNode mapping) {
        return mapping;
      }
      throw refusal("no keys", "a mapping of keys to values");
    } catch (CharacterCodingException _) {
      throw refusal("bytes that are not UTF-8", "UTF-8 text");
    } catch (JsonProcessingException e) {
      throw refusal(place(e) + e.getOriginalMessage().lines().findFirst().orElse(""), "valid YAML");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // from memory: cannot happen
    }
  }

  private static YAMLFactory factory() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(TopologyFile.MAX_BYTES);
    options.setAllowDuplicateKeys(false);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** The tree would hold an alias as text, which is neither refused nor what was meant. */
  private static void refuseAliases(String text) throws IOException {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
          throw refusal(
              "line " + line(parser) + " has an anchor or an alias", "every value written out");
        }
      }
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }

  private static InvalidTopologyException refusal(String value, String expected) {
    return new InvalidTopologyException(List.of(new Problem("", value, expected)));
  }
}
