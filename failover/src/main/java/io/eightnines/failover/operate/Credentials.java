package io.eightnines.failover.operate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everybody who may call, known by hashes of their bearer tokens (RFC 6750) only. */
public final class Credentials {
  private static final String SCHEME = "bearer ";

  /** Longer than any token of ours; bounds the work that a stranger can cause. */
  private static final int MAX_HEADER_CHARS = 1024;

  private final Map<Caller, byte[]> known = new LinkedHashMap<>();

  /**
   * Knows these callers.
   *
   * @throws IllegalArgumentException if a name or a token is given twice: one token under two names
   *     would be two operators in one person
   */
  public Credentials(List<Credential> credentials) {
    Set<String> seen = new HashSet<>();
    for (Credential each : credentials) {
      if (!seen.add(each.caller().name().name())) {
        throw new IllegalArgumentException(
            "operators: name %s is given twice, expected unique names"
                .formatted(each.caller().name()));
      }
      if (!seen.add(each.tokenSha256())) {
        throw new IllegalArgumentException(
            "operators: tokenSha256 of %s is another's too, expected a token for each"
                .formatted(each.caller().name()));
      }
    }
    credentials.forEach(
        each -> known.put(each.caller(), HexFormat.of().parseHex(each.tokenSha256())));
  }

  /** The SHA-256 of a token as 64 hex digits, as a configuration holds it. */
  public static String sha256(String token) {
    return HexFormat.of().formatHex(digest(token));
  }

  /** Whether an {@code Authorization} header holds a bearer token at all. */
  static boolean isToken(@Nullable String authorization) {
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /**
   * Whose token an {@code Authorization} header holds. It is compared with every hash, each in
   * constant time, so that the time it takes tells nothing about the tokens.
   */
  Optional<Caller> identify(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > MAX_HEADER_CHARS
        || !isToken(authorization)) {
      return Optional.empty();
    }
    byte[] given = digest(authorization.substring(SCHEME.length()).strip());
    Caller found = null;
    for (Map.Entry<Caller, byte[]> each : known.entrySet()) {
      if (MessageDigest.isEqual(each.getValue(), given)) {
        found = each.getKey();
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
