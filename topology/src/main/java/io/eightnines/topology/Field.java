package io.eightnines.topology;

import org.jspecify.annotations.Nullable;

/**
 * What was read for one key: a value, or nothing, and then a problem has been noted.
 *
 * @param value null if there was none to be had
 */
record Field<T>(@Nullable T value) {
  /** Unwinds the making of a whole that lacks a part. */
  static final class FaultyPart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FaultyPart() {
      super("a part is faulty, which has been noted", null, false, false);
    }
  }

  static <T> Field<T> faulty() {
    return new Field<>(null);
  }

  /**
   * The value.
   *
   * @throws FaultyPart if there is none
   */
  T get() {
    if (value == null) {
      throw new FaultyPart();
    }
    return value;
  }
}
