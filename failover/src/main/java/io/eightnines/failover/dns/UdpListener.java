package io.eightnines.failover.dns;

import io.eightnines.failover.dns.datagram.DatagramPort;
import io.eightnines.failover.dns.datagram.Desk;
import io.eightnines.failover.dns.datagram.Ports;
import io.eightnines.failover.dns.guard.Gate;
import io.eightnines.failover.dns.guard.Shield;
import io.eightnines.time.Complaints;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams, answers each, and goes on whatever they hold.
 *
 * <p>Each thread has a socket of its own on the same port, and the kernel shares askers out among
 * them (SO_REUSEPORT). No other process can join them: the TCP port beside it is held alone.
 */
final class UdpListener {
  private static final Logger log = LoggerFactory.getLogger(UdpListener.class);

  /** A thread that is woken ends when it has answered what it has. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final List<DatagramPort> ports = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Responder responder;
  private final Shield shield;
  private final Complaints complaints;
  private final InetSocketAddress address;

  UdpListener(
      InetSocketAddress wanted, UdpThreads by, Responder responder, Shield shield, Complaints told)
      throws IOException {
    this.responder = responder;
    this.shield = shield;
    this.complaints = told;
    Ports kind = Ports.best(by.batch());
    try {
      ports.add(kind.open(wanted, by.threads() > 1));
      this.address = ports.getFirst().address();
      for (int i = 1; i < by.threads(); i++) {
        ports.add(kind.open(address, true));
      }
    } catch (IOException | RuntimeException e) {
      stop();
      throw e;
    }
  }

  void start() {
    for (DatagramPort port : ports) {
      threads.add(Thread.ofPlatform().name("dns-udp").daemon().start(() -> run(port)));
    }
  }

  InetSocketAddress address() {
    return address;
  }

  void stop() {
    ports.forEach(DatagramPort::wake);
    if (haveEnded()) {
      ports.forEach(DatagramPort::close);
    } else {
      log.warn("a thread still answers a datagram: what it uses is not given back");
    }
  }

  private boolean haveEnded() {
    try {
      boolean ended = true;
      for (Thread thread : threads) {
        ended &= thread.join(LAST_ANSWERS);
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run(DatagramPort port) {
    Desk desk = new Undaunted(shield.gate(responder.clerk(Transport.UDP)), complaints);
    while (true) {
      try {
        port.serve(desk);
      } catch (ClosedChannelException e) {
        return; // by stop
      } catch (IOException | RuntimeException e) {
        complaints.about("a datagram was not answered: {}", e);
      }
    }
  }

  /** One that goes on whatever a datagram holds. */
  private record Undaunted(Gate gate, Complaints complaints) implements Desk {
    @Override
    public byte @Nullable [] answer(byte[] datagram, byte[] source) {
      try {
        return gate.datagram(datagram, source);
      } catch (RuntimeException e) {
        complaints.about("a datagram was not answered: {}", e);
        return null;
      }
    }
  }
}
