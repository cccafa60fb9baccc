package io.eightnines.gateway.settings;

import org.jspecify.annotations.Nullable;

/** Values of a configuration file, or their defaults where it has none. */
final class Given {

  private Given() {}

  static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
