package io.eightnines.client.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server that can misbehave in the ways that networks do. */
final class LoopbackServer implements AutoCloseable {
  private enum Manner {
    ANSWER,
    SILENT,
    HANG_UP,
    WITHOUT_END
  }

  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private volatile Manner manner = Manner.ANSWER; // set by the test, read by each connection

  LoopbackServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    spawn(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Takes connections and requests, and never answers: what a lost network looks like. */
  void fallSilent() {
    manner = Manner.SILENT;
  }

  void speakAgain() {
    manner = Manner.ANSWER;
  }

  void hangUp() {
    manner = Manner.HANG_UP;
  }

  void answerWithoutEnd() {
    manner = Manner.WITHOUT_END;
  }

  void awaitRequest() throws InterruptedException {
    if (!requested.await(5, TimeUnit.SECONDS)) {
      throw new AssertionError("no request came");
    }
  }

  /** Whether a client closed a connection within the time. */
  boolean awaitHangUp(Duration within) throws InterruptedException {
    return hungUp.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void spawn(Runnable task) {
    Thread thread = new Thread(task, "loopback-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        spawn(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      String host = "";
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("Host: ")) {
          host = line.substring(6);
        }
        if (line.isEmpty()) {
          requested.countDown();
          answer(socket, host);
        }
      }
    } catch (IOException brokenByClient) {
      // counted below
    }
    hungUp.countDown();
  }

  private void answer(Socket socket, String host) throws IOException {
    OutputStream out = socket.getOutputStream();
    if (manner == Manner.ANSWER) {
      out.write(
          ("HTTP/1.1 200 OK\r\nX-Host: " + host + "\r\nContent-Length: 2\r\n\r\nok")
              .getBytes(StandardCharsets.US_ASCII));
    } else if (manner == Manner.HANG_UP) {
      socket.close();
    } else if (manner == Manner.WITHOUT_END) {
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = new byte[1 << 16];
      for (int i = 0; i <= BoundedResponse.MAX_BODY_BYTES / chunk.length; i++) {
        out.write(chunk);
      }
    }
    out.flush();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
