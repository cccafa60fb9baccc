package io.eightnines.client.draw;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names a draw for ever: base64url of the SHA-256 of its content, 43 characters. */
public record DrawId(String value) {

  /** What an id looks like, in words. */
  public static final String EXPECTED = "a draw id: 43 characters of base64url";

  private static final int HASH_BYTES = 32;

  public DrawId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("draw id '%s': expected %s".formatted(value, EXPECTED));
    }
  }

  /** Whether a text is a draw id. */
  public static boolean isValid(String text) {
    return Base64Url.encodes(text, HASH_BYTES);
  }

  /** The id of a draw whose canonical content, without id and signature, is {@code content}. */
  public static DrawId ofContent(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new DrawId(Base64Url.encode(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
