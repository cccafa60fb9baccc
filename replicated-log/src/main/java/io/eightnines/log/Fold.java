package io.eightnines.log;

/**
 * What committed entries are given to, in order, by one thread at a time.
 *
 * <p>Must depend on nothing but the entries: every replica gives the same ones to its own fold.
 */
public interface Fold {
  /**
   * Takes in the next entry. An exception is logged and the entry counts as one without effect, so
   * a fold must throw either before it changes anything or not at all.
   */
  void apply(Entry entry);

  /** The state after the last applied entry. */
  byte[] snapshot();

  /** Replaces the state by one that {@link #snapshot} gave after the entry of {@code index}. */
  void restore(long index, byte[] state);
}
