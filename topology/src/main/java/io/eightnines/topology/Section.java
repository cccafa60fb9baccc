package io.eightnines.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file, read key by key. What is wrong is noted with its path, and reading goes
 * on, so that one run tells all faults; a key that nobody asked for is a fault as well.
 */
final class Section {
  /** Far beyond any list in a topology. */
  private static final int MAX_ELEMENTS = 100;

  private final String path;
  private final ObjectNode node;
  private final List<Problem> problems;
  private final TreeSet<String> known = new TreeSet<>();

  private Section(String path, ObjectNode node, List<Problem> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  static Section root(ObjectNode node, List<Problem> problems) {
    return new Section("", node, problems);
  }

  <T> Field<T> text(String key, Function<String, T> parse) {
    return text(at(key), find(key), parse);
  }

  Field<String> text(String key) {
    return text(key, Function.identity());
  }

  Field<Integer> integer(String key) {
    JsonNode value = find(key);
    return value == null || value.isInt()
        ? new Field<>(value == null ? null : Integer.valueOf(value.intValue()))
        : refuse(at(key), value, "a whole number of at most " + Integer.MAX_VALUE);
  }

  Field<Double> number(String key) {
    JsonNode value = find(key);
    return value == null || value.isNumber()
        ? new Field<>(value == null ? null : Double.valueOf(value.doubleValue()))
        : refuse(at(key), value, "a number");
  }

  /** A mapping. */
  <T> Field<T> section(String key, Function<Section, Field<T>> read) {
    JsonNode value = find(key);
    return value == null ? Field.faulty() : section(at(key), value, read);
  }

  boolean has(String key) {
    known.add(key);
    return node.has(key);
  }

  <T> Listing<T> sections(String key, Function<Section, Field<T>> read) {
    return list(key, (at, element) -> section(at, element, read));
  }

  <T> Field<List<T>> texts(String key, Function<String, T> parse) {
    return list(key, (at, element) -> text(at, element, parse)).all();
  }

  /** Any keys with text for values, in the order of the file. */
  Field<Map<String, String>> words() {
    Map<String, String> words = new LinkedHashMap<>();
    for (String key : fieldNames()) {
      String word = text(key).value();
      if (word != null) {
        words.put(key, word);
      }
    }
    return new Field<>(words);
  }

  /** Makes the whole from parts that have been read, unless one of them or the whole is faulty. */
  <T> Field<T> make(Supplier<T> maker) {
    for (String key : fieldNames()) {
      if (!known.contains(key)) {
        problems.add(new Problem(at(key), "unknown key", "one of " + String.join(", ", known)));
      }
    }
    return part(maker);
  }

  /** Makes one of several parts that share this mapping. */
  <T> Field<T> part(Supplier<T> maker) {
    return guarded(path, maker);
  }

  private List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private String at(String key) {
    return Problem.join(path, key);
  }

  private @Nullable JsonNode find(String key) {
    known.add(key);
    JsonNode value = node.get(key);
    boolean empty = value != null && value.isTextual() && value.textValue().isEmpty();
    if (value == null || value.isNull() || empty) {
      problems.add(new Problem(at(key), value == null ? "missing" : "no value", "a value"));
      return null;
    }
    return value;
  }

  private interface Element<T> {
    Field<T> read(String at, JsonNode element);
  }

  private <T> Listing<T> list(String key, Element<T> reader) {
    JsonNode value = find(key);
    if (value == null || !value.isArray() || value.size() > MAX_ELEMENTS) {
      if (value != null) {
        refuse(at(key), value, "a list of at most " + MAX_ELEMENTS);
      }
      return new Listing<>(List.of(), false);
    }
    List<Placed<T>> sound = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String at = at(key) + "[" + i + "]";
      T element = reader.read(at, value.get(i)).value();
      if (element != null) {
        sound.add(new Placed<>(at, element));
      }
    }
    return new Listing<>(sound, sound.size() == value.size());
  }

  private <T> Field<T> section(String at, JsonNode value, Function<Section, Field<T>> read) {
    return value instanceof ObjectNode mapping
        ? read.apply(new Section(at, mapping, problems))
        : refuse(at, value, "a mapping of keys to values");
  }

  private <T> Field<T> text(String at, @Nullable JsonNode value, Function<String, T> parse) {
    if (value == null) {
      return Field.faulty();
    }
    return value.isTextual()
        ? guarded(at, () -> parse.apply(value.textValue()))
        : refuse(at, value, "text; quote it if it looks like something else");
  }

  private <T> Field<T> guarded(String at, Supplier<T> maker) {
    try {
      return new Field<>(maker.get());
    } catch (Field.FaultyPart _) {
      return Field.faulty();
    } catch (InvalidTopologyException e) {
      e.problems().forEach(problem -> problems.add(problem.under(at)));
      return Field.faulty();
    }
  }

  private <T> Field<T> refuse(String at, JsonNode value, String expected) {
    problems.add(new Problem(at, shown(value), expected));
    return Field.faulty();
  }

  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a mapping";
      case ARRAY -> value.size() + " elements";
      case NULL -> "no value";
      default -> value.asText();
    };
  }
}
