package io.eightnines.runbooks.operate;

import java.io.IOException;

/** No daemon gave an answer. */
public final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1;

  UnreachableException(String message) {
    super(message);
  }
}
