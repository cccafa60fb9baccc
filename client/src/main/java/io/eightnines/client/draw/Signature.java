package io.eightnines.client.draw;

/**
 * An Ed25519 signature (RFC 8032) over a draw.
 *
 * @param keyId names the gateway's key among the published ones
 * @param value base64url of the 64 bytes
 */
public record Signature(String keyId, String value) {

  /** The only algorithm there is, as it stands in the JSON. */
  public static final String ALGORITHM = "Ed25519";

  static final int BYTES = 64;
  static final String KEY_ID_EXPECTED = "1 to 64 characters of base64url";

  public Signature {
    if (!isKeyId(keyId)) {
      throw new IllegalArgumentException(
          "keyId '%s': expected %s".formatted(keyId, KEY_ID_EXPECTED));
    }
    if (!isValue(value)) {
      throw new IllegalArgumentException("signature: expected base64url of 64 bytes");
    }
  }

  static boolean isKeyId(String text) {
    return text.matches("[A-Za-z0-9_-]{1,64}");
  }

  static boolean isValue(String text) {
    return Base64Url.encodes(text, BYTES);
  }
}
