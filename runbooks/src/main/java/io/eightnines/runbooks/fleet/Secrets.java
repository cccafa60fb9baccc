package io.eightnines.runbooks.fleet;

import io.eightnines.client.token.HashedTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Tokens of one fleet, made at random, in files that only their owner can read. */
record Secrets(String customer, String gateway, Path gatewayFile, List<Operator> operators) {
  private static final int BYTES = 24;

  /** A person who may ask the daemons, or order them about; the token is in NAME.token. */
  record Operator(String name, String role, String tokenSha256) {}

  /** Reads the tokens of a folder, or makes them. */
  static Secrets in(Path folder) throws IOException {
    Path gateway = folder.resolve("gateway.token");
    List<Operator> operators = new ArrayList<>();
    operators.add(operator(folder, "alice", "OPERATOR"));
    operators.add(operator(folder, "bob", "OPERATOR"));
    operators.add(operator(folder, "victor", "VIEWER"));
    return new Secrets(
        token(folder.resolve("customer.token")), token(gateway), gateway, List.copyOf(operators));
  }

  private static Operator operator(Path folder, String name, String role) throws IOException {
    return new Operator(name, role, HashedTokens.sha256(token(folder.resolve(name + ".token"))));
  }

  private static String token(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      PrivateFile.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return Files.readString(file).strip();
  }

  @Override
  public String toString() {
    return "tokens beside " + gatewayFile;
  }
}
