package io.eightnines.runbooks.fault;

/** This machine cannot do the damage; the message says what it lacks. */
public final class NotPossibleHereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotPossibleHereException(String message) {
    super(message);
  }
}
