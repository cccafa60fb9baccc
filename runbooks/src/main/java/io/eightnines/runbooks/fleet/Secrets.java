package io.eightnines.runbooks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Tokens of one fleet, made at random, in files that only their owner can read. */
record Secrets(String customer, String gateway, Path gatewayFile) {
  private static final int BYTES = 24;

  /** Reads the tokens of a folder, or makes them. */
  static Secrets in(Path folder) throws IOException {
    Path gateway = folder.resolve("gateway.token");
    return new Secrets(token(folder.resolve("customer.token")), token(gateway), gateway);
  }

  private static String token(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return Files.readString(file).strip();
  }

  @Override
  public String toString() {
    return "tokens beside " + gatewayFile;
  }
}
