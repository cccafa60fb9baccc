package io.eightnines.failover.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * As much of an HTTP/1.1 response (RFC 9112) as a probe needs, read with every length bounded.
 *
 * @param state the value of {@code Eightnines-State}, lower case, or empty
 * @param reusable whether the connection stands at the start of the next response
 */
record HttpAnswer(int status, String state, boolean reusable) {
  /** As much as common servers accept of a request; a readiness answer has a few hundred bytes. */
  static final int MAX_HEAD_BYTES = 8 << 10;

  /** A readiness answer is a few bytes; a larger body is not read, the connection is given up. */
  static final int MAX_BODY_BYTES = 16 << 10;

  /** Reads one response; empty when the peer ended the connection before its first byte. */
  static Optional<HttpAnswer> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    Head head = new Head(in, first);
    int status = statusOf(head.line());
    long length = -1;
    String state = "";
    boolean keep = true;
    for (String line = head.line(); !line.isEmpty(); line = head.line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("header without a name");
      }
      if (isNamed(line, colon, "content-length")) {
        length = lengthOf(line.substring(colon + 1).strip());
      } else if (isNamed(line, colon, "eightnines-state")) {
        state = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      } else if (isNamed(line, colon, "connection")) {
        keep &= !line.toLowerCase(Locale.ROOT).contains("close");
      } else if (isNamed(line, colon, "transfer-encoding")) {
        keep = false;
      }
    }
    boolean bodyRead = length >= 0 && length <= MAX_BODY_BYTES && keep;
    if (bodyRead) {
      in.skipNBytes(length);
    }
    return Optional.of(new HttpAnswer(status, state, bodyRead));
  }

  private static boolean isNamed(String line, int colon, String name) {
    return colon == name.length() && line.regionMatches(true, 0, name, 0, colon);
  }

  /** RFC 9112 section 4: {@code HTTP/1.1 SP 3DIGIT [SP reason]}. */
  private static int statusOf(String line) throws ProtocolException {
    boolean wellFormed =
        (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 "))
            && line.length() >= 12
            && areDigits(line, 9, 12)
            && line.charAt(9) >= '1'
            && line.charAt(9) <= '5'
            && (line.length() == 12 || line.charAt(12) == ' ');
    if (!wellFormed) {
      throw new ProtocolException("not an HTTP/1.1 status line");
    }
    return Integer.parseInt(line, 9, 12, 10);
  }

  /** RFC 9110 section 8.6: digits only; fewer than 10 of them, because more is out of bounds. */
  private static long lengthOf(String value) throws ProtocolException {
    if (value.isEmpty() || value.length() > 9 || !areDigits(value, 0, value.length())) {
      throw new ProtocolException("content-length is not a number within bounds");
    }
    return Long.parseLong(value);
  }

  private static boolean areDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The lines of a response's head, of which no more than {@link #MAX_HEAD_BYTES} are read. */
  private static final class Head {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private int bytes;

    Head(InputStream in, int first) {
      this.in = in;
      line.write(first);
    }

    String line() throws IOException {
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new ProtocolException("response ended within its head");
        }
        if (++bytes >= MAX_HEAD_BYTES) {
          throw new ProtocolException("response head larger than " + MAX_HEAD_BYTES + " bytes");
        }
        line.write(next);
      }
      String text = line.toString(StandardCharsets.ISO_8859_1);
      line.reset();
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
  }
}
