package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A tiny HTTP server on a loopback address that can answer, hang, die and come back. */
public final class LoopbackEndpoint implements AutoCloseable {
  public static final String READY = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  public static final String HANG = "";

  public final AtomicInteger requests = new AtomicInteger();
  public final AtomicInteger connections = new AtomicInteger();

  private final InetSocketAddress address;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;
  private volatile @Nullable Thread acceptor;

  /** What every request is answered with; {@link #HANG} means never. */
  public volatile String answer = READY;

  /** What a request for {@code /health/deep} is answered with; null means as any other. */
  public volatile @Nullable String deepAnswer;

  /** Where the last connection came from. */
  public volatile @Nullable InetAddress lastPeer;

  private final @Nullable SSLContext tls;

  public LoopbackEndpoint(String literal) throws IOException {
    this(literal, null);
  }

  /** Speaks TLS if there is a context. */
  public LoopbackEndpoint(String literal, @Nullable SSLContext tls) throws IOException {
    this.tls = tls;
    this.server = listen(new InetSocketAddress(InetAddress.ofLiteral(literal), 0));
    this.address = (InetSocketAddress) server.getLocalSocketAddress();
  }

  public Endpoint endpoint() {
    return new Endpoint(
        new RegionId("local"), address.getAddress(), address.getPort(), new Weight(100));
  }

  /** As a killed process: nobody listens, every connection ends. */
  public void kill() throws IOException {
    server.close();
    awaitNoListener();
    dropConnections();
  }

  /** Until the acceptor has let go of it, the kernel takes connections that nobody will serve. */
  private void awaitNoListener() {
    Thread last = acceptor;
    try {
      if (last != null && !last.join(Duration.ofSeconds(10))) {
        throw new IllegalStateException("somebody still listens at " + address);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void dropConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  public void restart() throws IOException {
    server = listen(address);
  }

  @Override
  public void close() throws IOException {
    kill();
  }

  private ServerSocket listen(InetSocketAddress at) throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(at);
    acceptor = Thread.ofVirtual().start(() -> accept(listening));
    return listening;
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        if (listening.isClosed()) { // Killed meanwhile: it must not outlive its process.
          socket.close();
        }
        lastPeer = socket.getInetAddress();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private Socket talking(Socket socket) throws IOException {
    if (tls == null) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  private void serve(Socket socket) {
    try (Socket talking = talking(socket)) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(talking.getInputStream(), StandardCharsets.US_ASCII));
      boolean deep = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        deep |= line.startsWith("GET /health/deep ");
        if (line.isEmpty()) {
          requests.incrementAndGet();
          String own = deepAnswer;
          String text = deep && own != null ? own : answer;
          talking.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
          deep = false;
        }
      }
    } catch (IOException e) {
      // The prober or the test has closed the connection.
    } finally {
      open.remove(socket);
    }
  }
}
