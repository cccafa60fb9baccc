package io.eightnines.runbooks.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** One connection to a gateway, for one request after the other (RFC 9112). */
final class HttpLine implements AutoCloseable {
  /** Longer than a gateway may take. */
  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * What came back.
   *
   * @param tag the entity tag with its quotes, which is the id of a draw; empty if there is none
   */
  record Answer(int status, String tag) {}

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  HttpLine(int port) throws IOException {
    this.socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.out = socket.getOutputStream();
    this.in = new BufferedInputStream(socket.getInputStream(), 4096);
  }

  /** Sends a request and reads the whole answer. */
  Answer post(String path, String body) throws IOException {
    String request =
        "POST %s HTTP/1.1\r\nHost: bench\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(path, HttpLoad.headers(), body.length(), body);
    out.write(request.getBytes(ISO_8859_1));
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    String tag = "";
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "etag" -> tag = value;
        case "content-length" -> length = Integer.parseInt(value);
        default -> {}
      }
    }
    in.skipNBytes(length);
    return new Answer(status, tag);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the gateway hung up");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
