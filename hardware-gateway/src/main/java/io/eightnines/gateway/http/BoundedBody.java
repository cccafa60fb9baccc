package io.eightnines.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the body of a request as far as it may go. */
final class BoundedBody {

  private BoundedBody() {}

  /**
   * The whole body, or empty if it is longer than {@code maxBytes}. No more than one byte beyond
   * that is read, and none if the announced length is too large already.
   *
   * @param announced the length by its header, −1 if there is none
   */
  static Optional<byte[]> read(InputStream body, int announced, int maxBytes) throws IOException {
    if (announced > maxBytes) {
      return Optional.empty();
    }
    byte[] bytes = body.readNBytes(maxBytes + 1);
    return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
  }
}
