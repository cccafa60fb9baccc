package io.eightnines.failover.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The fields of a request's body, each asked for by what is expected of it. */
final class Fields {
  /** Many times the longest order. */
  static final int MAX_BYTES = 16 << 10;

  private static final ObjectMapper JSON = mapper();

  private final JsonNode body;
  private final String within;

  private Fields(JsonNode body, String within) {
    this.body = body;
    this.within = within;
  }

  /**
   * Reads one JSON object; an empty body has no fields.
   *
   * @param known every field that there may be
   * @throws ProblemException if it is too long, no object, or has a field that is not known
   */
  static Fields read(InputStream in, List<String> known) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Problem.tooLarge(MAX_BYTES).exception();
    }
    JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : parse(bytes);
    return object("body", body, "", known);
  }

  private static Fields object(String name, JsonNode value, String within, List<String> known) {
    if (!value.isObject()) {
      throw fault(name, value.toString(), "a JSON object");
    }
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      String each = names.next();
      if (!known.contains(each)) {
        throw fault(
            within + each, value.get(each).toString(), "no field but " + String.join(", ", known));
      }
    }
    return new Fields(value, within);
  }

  /**
   * The objects of a list, whose faults are named {@code FIELD[NUMBER].NAME}.
   *
   * @param most so many there may be; at least one there must
   * @param known every field that each of them may have
   */
  List<Fields> each(String field, int most, List<String> known) {
    String expected = "a list of 1 to " + most;
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      throw absent(name(field), expected);
    }
    if (!value.isArray()) {
      throw fault(name(field), value.toString(), expected);
    }
    if (value.isEmpty() || value.size() > most) {
      throw fault(name(field), "a list of " + value.size(), expected);
    }
    List<Fields> all = new ArrayList<>();
    for (JsonNode each : value) {
      String name = name(field) + "[" + all.size() + "]";
      all.add(object(name, each, name + ".", known));
    }
    return all;
  }

  /** What a field of this object is called in a fault. */
  String name(String field) {
    return within + field;
  }

  Optional<String> text(String field, String expected) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw fault(name(field), value.toString(), expected);
    }
    return Optional.of(value.textValue());
  }

  String needed(String field, String expected) {
    return text(field, expected).orElseThrow(() -> absent(name(field), expected));
  }

  int whole(String field, int least, int most) {
    String expected = least + " to " + most;
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      throw absent(name(field), expected);
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw fault(name(field), value.toString(), expected);
    }
    return value.intValue();
  }

  boolean truth(String field, boolean otherwise) {
    JsonNode value = body.get(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw fault(name(field), value.toString(), "true or false");
    }
    return value.booleanValue();
  }

  /** Refuses a field that says nothing here, lest somebody believe that it did. */
  void without(String field, String because) {
    if (body.has(field)) {
      throw fault(name(field), body.get(field).toString(), "none, because " + because);
    }
  }

  static ProblemException fault(String field, String value, String expected) {
    return Problem.invalid(new Fault(field, value, expected)).exception();
  }

  private static ProblemException absent(String field, String expected) {
    return fault(field, "absent", expected);
  }

  private static JsonNode parse(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw fault("body", e.getOriginalMessage(), "a JSON object");
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).build());
    return mapper;
  }
}
