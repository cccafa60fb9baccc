package io.eightnines.gateway.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** One block of text encoding (RFC 7468 section 2). */
final class PemBlock {

  private static final int LINE_CHARS = 64;

  private PemBlock() {}

  static String write(String label, byte[] bytes) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return begin(label)
        + "\n"
        + Base64.getMimeEncoder(LINE_CHARS, newline).encodeToString(bytes)
        + "\n"
        + end(label)
        + "\n";
  }

  static Optional<byte[]> find(String text, String label) {
    int begin = text.indexOf(begin(label));
    int end = text.indexOf(end(label));
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    try {
      String body = text.substring(begin + begin(label).length(), end);
      return Optional.of(Base64.getDecoder().decode(body.replaceAll("\\s", "")));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
