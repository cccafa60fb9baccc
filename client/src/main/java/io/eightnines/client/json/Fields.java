package io.eightnines.client.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object being read. Every field that is asked for and not as expected adds
 * an error, so that a caller learns all of them at once; {@link #refuseOthers} adds those that
 * nobody asked for.
 */
public final class Fields {

  /** A document with more errors than this is not worth listing in full. */
  private static final int MAX_ERRORS = 20;

  private final String prefix;
  private final Json.Members members;
  private final List<FieldError> errors;
  private final SortedSet<String> known = new TreeSet<>();

  private Fields(String prefix, Json.Members members, List<FieldError> errors) {
    this.prefix = prefix;
    this.members = members;
    this.errors = errors;
  }

  /** Starts reading a whole document; empty, with an error added, if it is no object. */
  public static Optional<Fields> of(Json document, List<FieldError> errors) {
    if (document instanceof Json.Members members) {
      return Optional.of(new Fields("", members, errors));
    }
    errors.add(new FieldError("body", shown(document), "an object"));
    return Optional.empty();
  }

  /** A text that {@code valid} takes. */
  public <T> Optional<T> text(
      String name, Predicate<String> valid, Function<String, T> convert, String expected) {
    Json value = find(name);
    if (value instanceof Json.Text text && valid.test(text.value())) {
      return Optional.of(convert.apply(text.value()));
    }
    refuse(name, value, expected);
    return Optional.empty();
  }

  /** A whole number from {@code min} to {@code max}. */
  public Optional<Long> whole(String name, long min, long max) {
    Json value = find(name);
    if (value instanceof Json.Whole whole && whole.value() >= min && whole.value() <= max) {
      return Optional.of(whole.value());
    }
    refuse(name, value, "a whole number from " + min + " to " + max);
    return Optional.empty();
  }

  /**
   * A whole number of 64 bits: as a number, or as decimal digits in a text, which alone carry those
   * beyond ±(2<sup>53</sup> − 1).
   */
  public Optional<Long> wholeOfAnySize(String name) {
    Json value = find(name);
    Optional<Long> whole = value == null ? Optional.empty() : wholeOf(value);
    if (whole.isEmpty()) {
      refuse(name, value, "a whole number, beyond ±(2^53 - 1) as a text of decimal digits");
    }
    return whole;
  }

  /** The same of a value that is no field of its own; empty if it is something else. */
  public static Optional<Long> wholeOf(Json value) {
    if (value instanceof Json.Whole whole) {
      return Optional.of(whole.value());
    }
    if (!(value instanceof Json.Text text)) {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(text.value());
      // One spelling each: neither "+1", "007" nor "-0".
      return Long.toString(number).equals(text.value()) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** True or false. */
  public Optional<Boolean> truth(String name) {
    Json value = find(name);
    if (value instanceof Json.Truth truth) {
      return Optional.of(truth.value());
    }
    refuse(name, value, "true or false");
    return Optional.empty();
  }

  /** An object. */
  public Optional<Fields> members(String name) {
    Json value = find(name);
    if (value instanceof Json.Members inner) {
      return Optional.of(new Fields(prefix + name + ".", inner, errors));
    }
    refuse(name, value, "an object");
    return Optional.empty();
  }

  /** An array of {@code min} to {@code max} items. */
  public Optional<List<Json>> items(String name, int min, int max) {
    Json value = find(name);
    if (value instanceof Json.Items items
        && items.values().size() >= min
        && items.values().size() <= max) {
      return Optional.of(items.values());
    }
    refuse(name, value, "an array of " + min + " to " + max + " items");
    return Optional.empty();
  }

  /** An array of objects. */
  public Optional<List<Fields>> objects(String name, int min, int max) {
    return items(name, min, max).flatMap(items -> allObjects(name, items));
  }

  private Optional<List<Fields>> allObjects(String name, List<Json> items) {
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String path = name + "[" + i + "]";
      if (!(items.get(i) instanceof Json.Members inner)) {
        refuse(path, items.get(i), "an object");
        return Optional.empty();
      }
      all.add(new Fields(prefix + path + ".", inner, errors));
    }
    return Optional.of(all);
  }

  /** Whether the field is there, be it null. */
  public boolean has(String name) {
    known.add(name);
    return members.values().containsKey(name);
  }

  /** Whether the field is there and null. */
  public boolean isNull(String name) {
    return find(name) instanceof Json.Nothing;
  }

  /** Adds an error for a field that was read and is wrong beside the others. */
  public void refuse(String name, String expected) {
    refuse(name, find(name), expected);
  }

  /** Adds an error for each field that was never asked for. */
  public void refuseOthers() {
    for (var member : members.values().entrySet()) {
      if (!known.contains(member.getKey())) {
        refuse(member.getKey(), member.getValue(), "no such field, only " + known);
      }
    }
  }

  private @Nullable Json find(String name) {
    known.add(name);
    return members.values().get(name);
  }

  private void refuse(String name, @Nullable Json value, String expected) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(prefix + name, value == null ? "absent" : shown(value), expected));
    }
  }

  private static String shown(Json value) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    if (value instanceof Json.Inexact inexact) {
      return inexact.digits();
    }
    if (value instanceof Json.Members) {
      return "an object";
    }
    if (value instanceof Json.Items items) {
      return "an array of " + items.values().size();
    }
    return CanonicalJson.text(value);
  }
}
