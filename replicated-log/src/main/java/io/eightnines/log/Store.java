package io.eightnines.log;

import java.io.IOException;

/**
 * A state that lies on disk and remembers by itself how far it has come: what is too large for a
 * {@link Fold}.
 *
 * <p>Entries come in order, from one thread at a time. A question may come at any time, and so may
 * {@link #refill} while the last entries before the gap are applied.
 *
 * <p>Must depend on nothing but the entries: every replica gives the same ones to its own store.
 */
public interface Store {
  /** How questions get to another replica's store. */
  @FunctionalInterface
  interface Source {
    /** The other's {@link Store#answer}; fails if it cannot be had in time. */
    byte[] ask(byte[] question) throws IOException;
  }

  /** The last entry that the state has taken in, {@link Position#START} before the first. */
  Position applied();

  /**
   * Takes in the next entry and remembers its position, both or neither. One that it has already is
   * taken in again without effect.
   *
   * @return the answer to whoever proposed it
   * @throws RuntimeException if it cannot: this replica then stops, for the next entry would find a
   *     state with a gap
   */
  byte[] apply(Position position, byte[] command);

  /**
   * Puts on disk all that was taken in: up to the position returned, nothing is lost by a power cut
   * and the log may forget its entries.
   */
  Position settle() throws IOException;

  /** Answers another replica's store. */
  byte[] answer(byte[] question) throws IOException;

  /** Fetches from the leader's store what the log no longer has, and remembers how far that is. */
  void refill(Source leader) throws IOException;
}
