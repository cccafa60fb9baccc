package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eightnines.client.token.HashedTokens;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for draws.
 *
 * @param name for logs
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

  @JsonCreator
  static CallerSettings of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("tokenSha256") @Nullable String tokenSha256) {
    return new CallerSettings(Given.or(name, ""), Given.or(tokenSha256, ""));
  }
}
