package io.eightnines.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the token for the gateways from its file. */
final class GatewayToken {
  private static final int LEAST_CHARACTERS = 22; // 128 bits in base64

  private GatewayToken() {}

  static String read(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (token.length() < LEAST_CHARACTERS || !token.matches("[A-Za-z0-9_-]+")) {
        throw new IllegalArgumentException(
            "gatewayTokenFile is "
                + file
                + ": expected one token of at least 22 characters of A-Z, a-z, 0-9, '-', '_'");
      }
      return token;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "gatewayTokenFile is " + file + ": expected a readable file", e);
    }
  }
}
