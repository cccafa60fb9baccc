package io.eightnines.cdktf.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;

/**
 * The description of a provider's bindings: every class and record that they offer, by full name.
 *
 * <p>It is one JSON file of up to 134 MB in a tar archive in the jar of the bindings, so it is read
 * as a stream and only the modules asked for are kept.
 */
record Assembly(String name, Map<String, JsonNode> types) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAR_BLOCK = 512;

  /**
   * @param oneOfItsClasses any class of the bindings
   * @param modules the modules to keep, such as {@code route53Record}
   */
  static Assembly read(Class<?> oneOfItsClasses, Set<String> modules) throws IOException {
    try (var jar = new JarFile(jarOf(oneOfItsClasses).toFile())) {
      var archive = jar.stream().filter(entry -> entry.getName().endsWith(".jsii.tgz")).findFirst();
      try (var tar = new GZIPInputStream(jar.getInputStream(archive.orElseThrow()), 1 << 16)) {
        skipTo(tar, "package/.jsii");
        return parse(JSON.getFactory().createParser(tar), modules);
      }
    }
  }

  JsonNode type(String fullName) {
    var type = types.get(fullName);
    if (type == null) {
      throw new IllegalArgumentException("the bindings have no type " + fullName);
    }
    return type;
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves the stream at the first byte of the named file. */
  private static void skipTo(InputStream tar, String file) throws IOException {
    while (true) {
      var header = tar.readNBytes(TAR_BLOCK);
      if (header.length < TAR_BLOCK || header[0] == 0) {
        throw new EOFException(file + " is not in the archive");
      }
      if (text(header, 0, 100).equals(file)) {
        return;
      }
      var size = Long.parseLong(text(header, 124, 12).strip(), 8);
      tar.skipNBytes((size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK);
    }
  }

  private static String text(byte[] header, int from, int length) {
    var text = new String(header, from, length, StandardCharsets.US_ASCII);
    var end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Assembly parse(JsonParser json, Set<String> modules) throws IOException {
    var name = "";
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = json.getText();
        case "types" -> {
          return new Assembly(name, types(json, modules));
        }
        default -> json.skipChildren();
      }
    }
    throw new EOFException("no types in the assembly");
  }

  private static Map<String, JsonNode> types(JsonParser json, Set<String> modules)
      throws IOException {
    var types = new HashMap<String, JsonNode>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      // @cdktf/provider-aws.route53Record.Route53RecordAlias
      var fullName = json.currentName();
      var parts = fullName.split("\\.", -1);
      json.nextToken();
      if (parts.length == 3 && modules.contains(parts[1])) {
        types.put(fullName, JSON.readTree(json));
      } else {
        json.skipChildren();
      }
    }
    return types;
  }
}
