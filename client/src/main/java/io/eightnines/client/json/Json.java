package io.eightnines.client.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON value (RFC 8259 section 3).
 *
 * <p>Members are kept sorted by UTF-16 code units, the order of RFC 8785 section 3.2.3, which is
 * also the natural order of Java strings.
 */
public sealed interface Json {

  /**
   * The largest whole number that every JSON reader keeps exactly: 2<sup>53</sup> − 1 (RFC 7493
   * section 2.2, RFC 8785 section 3.2.2.3).
   */
  long MAX_WHOLE = (1L << 53) - 1;

  /** An object. */
  record Members(SortedMap<String, Json> values) implements Json {
    public Members {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The object with these members, in any order. */
    public static Members of(Map<String, ? extends Json> values) {
      return new Members(new TreeMap<>(values));
    }

    /** This object without the named members. */
    public Members without(String... names) {
      TreeMap<String, Json> rest = new TreeMap<>(values);
      for (String name : names) {
        rest.remove(name);
      }
      return new Members(rest);
    }

    /** This object with one more member, or another value for it. */
    public Members with(String name, Json value) {
      TreeMap<String, Json> more = new TreeMap<>(values);
      more.put(name, value);
      return new Members(more);
    }
  }

  /** An array. */
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A string of well-formed Unicode. */
  record Text(String value) implements Json {}

  /** A whole number within ±{@link #MAX_WHOLE}. */
  record Whole(long value) implements Json {
    public Whole {
      if (value < -MAX_WHOLE || value > MAX_WHOLE) {
        throw new IllegalArgumentException(
            "whole number %d: expected within ±(2^53 - 1)".formatted(value));
      }
    }
  }

  /** A number that was read but is no exact whole number; it can be shown, never written. */
  record Inexact(String digits) implements Json {}

  /** True or false. */
  record Truth(boolean value) implements Json {}

  /** The null of JSON. */
  record Nothing() implements Json {}

  /** The null of JSON. */
  Nothing NOTHING = new Nothing();
}
