package io.eightnines.client.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value from bytes and refuses whatever two readers could understand differently:
 * duplicate keys, text after the value, bytes that are not UTF-8, halves of surrogate pairs (RFC
 * 7493 section 2 calls the rest I-JSON). Length, depth and the lengths of keys and numbers are
 * bounded.
 */
public final class StrictJson {

  /** Deeper than any document of the protocol, shallow enough for every stack. */
  private static final int MAX_DEPTH = 16;

  /** Longer numbers are no whole numbers of ours; they need not be shown in full either. */
  private static final int MAX_NUMBER_CHARS = 100;

  private static final int MAX_KEY_CHARS = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxNameLength(MAX_KEY_CHARS)
                  .build())
          .build();

  private StrictJson() {}

  /** What came of reading. */
  public sealed interface Reading {}

  /** The bytes are this value. */
  public record Value(Json json) implements Reading {}

  /** The bytes are no JSON that we take; the place is counted from line 1, column 1. */
  public record Malformed(FieldError error) implements Reading {}

  /** Reads the whole of {@code bytes}, of which there may be at most {@code maxBytes}. */
  public static Reading read(byte[] bytes, int maxBytes) {
    if (bytes.length > maxBytes) {
      return malformed(bytes.length + " bytes", "at most " + maxBytes + " bytes");
    }
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      return malformed(bytes.length + " bytes", "UTF-8 (RFC 8259 section 8.1)");
    }
    try (JsonParser parser = FACTORY.createParser(text.array(), 0, text.limit())) {
      parser.nextToken();
      Json json = value(parser);
      if (parser.nextToken() != null) {
        throw new Refusal("nothing after the value", parser.currentTokenLocation());
      }
      return new Value(json);
    } catch (Refusal refusal) {
      return malformed(place(refusal.location), refusal.expected);
    } catch (JsonProcessingException e) {
      return malformed(
          place(e.getLocation()), "one JSON value (RFC 8259), at most " + MAX_DEPTH + " deep");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static Json value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new Refusal("one JSON value, not nothing", parser.currentLocation());
    }
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Json.Text(wellFormed(parser));
      case VALUE_NUMBER_INT -> whole(parser.getText());
      case VALUE_NUMBER_FLOAT -> new Json.Inexact(parser.getText());
      case VALUE_TRUE -> new Json.Truth(true);
      case VALUE_FALSE -> new Json.Truth(false);
      case VALUE_NULL -> Json.NOTHING;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new Refusal("one JSON value", parser.currentTokenLocation());
    };
  }

  private static Json members(JsonParser parser) throws IOException {
    TreeMap<String, Json> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      JsonLocation at = parser.currentTokenLocation();
      String name = wellFormed(parser);
      parser.nextToken();
      if (members.put(name, value(parser)) != null) {
        throw new Refusal("each key once, but \"" + FieldError.shortened(name) + "\" again", at);
      }
    }
    return new Json.Members(members);
  }

  private static Json items(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Items(items);
  }

  private static Json whole(String digits) {
    // 17 characters hold every number up to 2^53 - 1 with its sign.
    if (digits.length() <= 17) {
      long value = Long.parseLong(digits);
      if (Math.abs(value) <= Json.MAX_WHOLE) {
        return new Json.Whole(value);
      }
    }
    return new Json.Inexact(digits);
  }

  private static String wellFormed(JsonParser parser) throws IOException {
    String text = parser.getText();
    if (!WellFormed.isWellFormed(text)) {
      throw new Refusal("no half of a surrogate pair", parser.currentTokenLocation());
    }
    return text;
  }

  private static Malformed malformed(String value, String expected) {
    return new Malformed(new FieldError("body", value, expected));
  }

  private static String place(@Nullable JsonLocation at) {
    if (at == null) {
      // Jackson gives no place for what breaks one of its bounds.
      return "beyond a bound";
    }
    return "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** Carries a refusal out of the recursion; it never leaves this class. */
  private static final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final String expected;
    private final transient JsonLocation location;

    Refusal(String expected, JsonLocation location) {
      super(expected);
      this.expected = expected;
      this.location = location;
    }
  }
}
