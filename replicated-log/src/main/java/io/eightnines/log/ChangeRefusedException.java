package io.eightnines.log;

/** The leader did not take a change of the group, which is as it was. */
public final class ChangeRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  ChangeRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
