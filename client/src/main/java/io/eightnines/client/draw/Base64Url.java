package io.eightnines.client.draw;

import java.util.Base64;
import java.util.Optional;

/**
 * The URL-safe base64 alphabet without padding (RFC 4648 section 5).
 *
 * <p>Only the one text that encodes some bytes is taken: spare bits in the last character must be
 * zero (section 3.5), else two texts would name the same draw.
 */
public final class Base64Url {

  private Base64Url() {}

  /** The text for these bytes. */
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The bytes of a text, or empty if it is not what {@link #encode} makes of some bytes. */
  public static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Whether a text encodes exactly {@code length} bytes. */
  public static boolean encodes(String text, int length) {
    return decode(text).filter(bytes -> bytes.length == length).isPresent();
  }
}
