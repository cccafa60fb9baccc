package io.eightnines.client.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Callers and the SHA-256 of their bearer tokens (RFC 6750).
 *
 * <p>A plain hash is enough for tokens of 128 random bits or more, which nobody can guess; it would
 * not be for passwords.
 */
public final class HashedTokens {

  private static final String SCHEME = "bearer ";

  /** Longer than any token of ours; bounds the work that a stranger can cause. */
  private static final int MAX_HEADER_CHARS = 1024;

  private final Map<String, byte[]> hashes = new LinkedHashMap<>();

  /**
   * Knows these callers.
   *
   * @param sha256ByCaller name of each caller and the SHA-256 of its token as 64 hex digits
   */
  public HashedTokens(Map<String, String> sha256ByCaller) {
    sha256ByCaller.forEach((caller, hex) -> hashes.put(caller, hash(caller, hex)));
  }

  /** The SHA-256 of a token as 64 hex digits, as a configuration holds it. */
  public static String sha256(String token) {
    return HexFormat.of().formatHex(digest(token));
  }

  /** Whether a text is 64 hex digits. */
  public static boolean isHash(String text) {
    return text.matches("[0-9a-fA-F]{64}");
  }

  /**
   * The caller whose token an {@code Authorization} header holds.
   *
   * <p>It compares with every hash, in constant time, whether or not one matched: how long it takes
   * tells nothing about the tokens.
   */
  public Optional<String> caller(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > MAX_HEADER_CHARS
        || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    byte[] given = digest(authorization.substring(SCHEME.length()).strip());
    String found = null;
    for (Map.Entry<String, byte[]> entry : hashes.entrySet()) {
      if (MessageDigest.isEqual(entry.getValue(), given)) {
        found = entry.getKey();
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] hash(String caller, String hex) {
    if (!isHash(hex)) {
      // The value is not shown: somebody may have written the token itself.
      throw new IllegalArgumentException(
          "tokenSha256 of caller '%s': expected 64 hex digits".formatted(caller));
    }
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
