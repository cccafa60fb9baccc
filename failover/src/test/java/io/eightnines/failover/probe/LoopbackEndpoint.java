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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A tiny HTTP server on a loopback address that can answer, hang, die and come back. */
public final class LoopbackEndpoint implements AutoCloseable {
  public static final String READY = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  public static final String HANG = "";

  public final AtomicInteger requests = new AtomicInteger();
  public final AtomicInteger connections = new AtomicInteger();

  private final InetSocketAddress address;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;

  /** What every request is answered with; {@link #HANG} means never. */
  public volatile String answer = READY;

  public LoopbackEndpoint(String literal) throws IOException {
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
    dropConnections();
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
    Thread.ofVirtual().start(() -> accept(listening));
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
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          requests.incrementAndGet();
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException e) {
      // The prober or the test has closed the connection.
    } finally {
      open.remove(socket);
    }
  }
}
