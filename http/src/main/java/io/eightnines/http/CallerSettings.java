package io.eightnines.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eightnines.client.token.HashedTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, as a configuration names them.
 *
 * @param name for logs; the API calls its customers by it
 * @param tokenSha256 SHA-256 of the bearer token, 64 hex digits
 */
public record CallerSettings(String name, String tokenSha256) {

  public CallerSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name must not be empty");
    }
    if (!HashedTokens.isHash(tokenSha256)) {
      throw new IllegalArgumentException("tokenSha256 must be 64 hex digits");
    }
  }

  /** The callers as what checks their tokens. */
  public static HashedTokens tokens(List<CallerSettings> callers) {
    Map<String, String> hashes = new LinkedHashMap<>();
    callers.forEach(caller -> hashes.put(caller.name(), caller.tokenSha256()));
    return new HashedTokens(hashes);
  }

  @JsonCreator
  static CallerSettings of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("tokenSha256") @Nullable String tokenSha256) {
    return new CallerSettings(name == null ? "" : name, tokenSha256 == null ? "" : tokenSha256);
  }
}
