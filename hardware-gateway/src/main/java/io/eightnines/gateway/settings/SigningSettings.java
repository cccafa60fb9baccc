package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eightnines.client.draw.Base64Url;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signing key.
 *
 * @param keyFile its file, within the state directory unless absolute
 * @param createIfMissing whether to make one when there is none: for local fleets, where nobody
 *     relies on the key
 * @param retiredPublicKeys keys that are published too (base64url of the 32 raw bytes): those of
 *     former times that are not in the gateway's own file of them, and those of other sites
 */
public record SigningSettings(
    String keyFile, boolean createIfMissing, List<String> retiredPublicKeys) {

  /** What holds when the file says nothing. */
  public static final SigningSettings DEFAULT = of(null, null, null);

  private static final int KEY_BYTES = 32;

  public SigningSettings {
    retiredPublicKeys = List.copyOf(retiredPublicKeys);
    if (keyFile.isBlank()) {
      throw new IllegalArgumentException("keyFile must be a path");
    }
    if (!retiredPublicKeys.stream().allMatch(key -> Base64Url.encodes(key, KEY_BYTES))) {
      throw new IllegalArgumentException("retiredPublicKeys must be base64url of 32 bytes each");
    }
  }

  @JsonCreator
  static SigningSettings of(
      @JsonProperty("keyFile") @Nullable String keyFile,
      @JsonProperty("createIfMissing") @Nullable Boolean createIfMissing,
      @JsonProperty("retiredPublicKeys") @Nullable List<String> retiredPublicKeys) {
    return new SigningSettings(
        Given.or(keyFile, "signing.pem"),
        Given.or(createIfMissing, false),
        Given.or(retiredPublicKeys, List.of()));
  }
}
