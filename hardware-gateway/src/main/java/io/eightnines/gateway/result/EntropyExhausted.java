package io.eightnines.gateway.result;

/**
 * There are too few bits left for the draw. It ends the drawing of numbers from wherever that is,
 * and is caught in one place, where the draw is made; hence no stack trace.
 */
public final class EntropyExhausted extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The pool ran dry. */
  public EntropyExhausted() {
    super("too few random bits", null, false, false);
  }
}
