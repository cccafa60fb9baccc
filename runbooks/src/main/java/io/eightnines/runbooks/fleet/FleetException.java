package io.eightnines.runbooks.fleet;

/** The fleet cannot do what it was asked; the message is for a person and names the remedy. */
public final class FleetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FleetException(String message) {
    super(message);
  }
}
