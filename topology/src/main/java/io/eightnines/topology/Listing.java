package io.eightnines.topology;

import java.util.List;

/**
 * What was read for a key that holds a list.
 *
 * @param sound the elements that could be read, and where each stands
 * @param whole whether these are all
 */
record Listing<T>(List<Placed<T>> sound, boolean whole) {
  Listing {
    sound = List.copyOf(sound);
  }

  Field<List<T>> all() {
    return whole ? new Field<>(sound.stream().map(Placed::value).toList()) : Field.faulty();
  }
}
