package io.eightnines.failover.dns.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A bound socket for datagrams, served by one thread. */
public interface DatagramPort {
  /** The largest datagram there is: nothing is cut before it is judged. */
  int MAX_DATAGRAM_BYTES = 65_535;

  /**
   * Room for a burst while the collector or the scheduler has us wait; the kernel may give less.
   */
  int RECEIVE_BUFFER_BYTES = 4 << 20;

  InetSocketAddress address();

  /**
   * Waits for datagrams, though not for ever, and has each answered once.
   *
   * @throws java.nio.channels.ClosedChannelException after {@link #wake}
   * @throws IOException if something was not received or not sent; the port goes on
   */
  void serve(Desk desk) throws IOException;

  /** Ends serving, for good; any thread may. */
  void wake();

  /** Gives back all that it holds; only while no thread serves. */
  void close();
}
