package io.eightnines.client.verify;

import io.eightnines.client.draw.Base64Url;
import io.eightnines.client.draw.DrawId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a gateway's Ed25519 key.
 *
 * @param keyId the first {@value #KEY_ID_CHARS} characters of base64url(SHA-256(raw key)), so that
 *     an id cannot be given to another key
 * @param publicKey base64url of the 32 raw bytes (RFC 8032 section 5.1.5)
 */
public record PublishedKey(String keyId, String publicKey) {

  private static final int KEY_ID_CHARS = 16;
  private static final int RAW_BYTES = 32;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the raw bytes (RFC 8410 section 4). */
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  public PublishedKey {
    byte[] raw = Base64Url.decode(publicKey).orElse(new byte[0]);
    if (raw.length != RAW_BYTES) {
      throw new IllegalArgumentException(
          "publicKey '%s': expected base64url of 32 bytes".formatted(publicKey));
    }
    if (!keyId.equals(keyIdOf(raw))) {
      throw new IllegalArgumentException(
          "keyId '%s': expected %s, the hash of the key".formatted(keyId, keyIdOf(raw)));
    }
  }

  /** The published form of a key. */
  public static PublishedKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded.length != SPKI_PREFIX.length + RAW_BYTES
        || !Arrays.equals(SPKI_PREFIX, Arrays.copyOf(encoded, SPKI_PREFIX.length))) {
      throw new IllegalArgumentException("key: expected Ed25519");
    }
    byte[] raw = Arrays.copyOfRange(encoded, SPKI_PREFIX.length, encoded.length);
    return new PublishedKey(keyIdOf(raw), Base64Url.encode(raw));
  }

  /** The published form of a key of which only the raw bytes are at hand, in base64url. */
  public static PublishedKey ofRaw(String publicKey) {
    return new PublishedKey(keyIdOf(Base64Url.decode(publicKey).orElse(new byte[0])), publicKey);
  }

  /** The key as the platform takes it. */
  public PublicKey toPublicKey() {
    byte[] raw = Base64Url.decode(publicKey).orElseThrow();
    byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + RAW_BYTES);
    System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, RAW_BYTES);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("32 bytes are always read as an Ed25519 key", e);
    }
  }

  private static String keyIdOf(byte[] raw) {
    return DrawId.ofContent(raw).value().substring(0, KEY_ID_CHARS);
  }
}
