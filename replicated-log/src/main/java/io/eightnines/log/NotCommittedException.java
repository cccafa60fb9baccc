package io.eightnines.log;

/** A command is not known to be committed; it may be, or still become so. */
public final class NotCommittedException extends Exception {
  private static final long serialVersionUID = 1;

  NotCommittedException(String message, Throwable cause) {
    super(message, cause);
  }
}
