package io.eightnines.failover.operate;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One caller and the SHA-256 of its bearer token, 64 hex digits. A plain hash is enough for a token
 * of 128 random bits or more, which nobody can guess; it would not be for a password.
 */
public record Credential(Caller caller, String tokenSha256) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Credential {
    tokenSha256 = tokenSha256.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(tokenSha256).matches()) {
      // The value is not shown: somebody may have written the token itself.
      throw new IllegalArgumentException(
          "tokenSha256 of operator '%s': expected 64 hex digits".formatted(caller.name()));
    }
  }

  @Override
  public String toString() {
    return "credential of " + caller;
  }
}
