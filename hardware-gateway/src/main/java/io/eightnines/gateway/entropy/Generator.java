package io.eightnines.gateway.entropy;

import java.util.Comparator;

/** A generator as draws name it: its id, unique in its site, and what it is, in words. */
public record Generator(String id, String model) {

  /** By id; a generator that was replaced under its id stands beside the one it replaced. */
  static final Comparator<Generator> BY_ID =
      Comparator.comparing(Generator::id).thenComparing(Generator::model);
}
