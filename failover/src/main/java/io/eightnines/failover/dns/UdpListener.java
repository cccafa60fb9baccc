package io.eightnines.failover.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives datagrams, answers each, and goes on whatever they hold. */
final class UdpListener {
  private static final Logger log = LoggerFactory.getLogger(UdpListener.class);

  /** The largest datagram there is: nothing is cut before it is judged. */
  private static final int MAX_DATAGRAM_BYTES = 65_535;

  private final DatagramSocket socket;
  private final Responder responder;

  UdpListener(InetSocketAddress address, Responder responder) throws IOException {
    this.socket = new DatagramSocket(address);
    this.responder = responder;
  }

  void start() {
    Thread.ofPlatform().name("dns-udp").daemon().start(this::run);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  void stop() {
    socket.close();
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM_BYTES], MAX_DATAGRAM_BYTES);
    while (!socket.isClosed()) {
      try {
        packet.setLength(MAX_DATAGRAM_BYTES);
        socket.receive(packet);
        serve(packet);
      } catch (IOException | RuntimeException e) {
        if (!socket.isClosed()) {
          log.warn("a datagram was not answered: {}", e.toString());
        }
      }
    }
  }

  private void serve(DatagramPacket packet) throws IOException {
    byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
    Optional<byte[]> response = responder.respond(query, Transport.UDP, packet.getAddress());
    if (response.isPresent() && packet.getPort() != 0) {
      byte[] bytes = response.get();
      socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
    }
  }
}
