package io.eightnines.failover.dns.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port by the JDK's own channel: two system calls for each answer, on every platform. */
final class ChannelPort implements DatagramPort {
  private static final Logger log = LoggerFactory.getLogger(ChannelPort.class);

  private final DatagramChannel socket;
  private final InetSocketAddress address;
  private final ByteBuffer in = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);

  private ChannelPort(DatagramChannel socket, InetSocketAddress address) {
    this.socket = socket;
    this.address = address;
  }

  static ChannelPort open(InetSocketAddress wanted, boolean shared) throws IOException {
    DatagramChannel socket = DatagramChannel.open();
    try {
      socket.setOption(StandardSocketOptions.SO_REUSEPORT, shared);
      socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      socket.bind(wanted);
      return new ChannelPort(socket, (InetSocketAddress) socket.getLocalAddress());
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void serve(Desk desk) throws IOException {
    InetSocketAddress source = (InetSocketAddress) socket.receive(in.clear());
    byte[] datagram = new byte[in.flip().remaining()];
    in.get(datagram);
    byte[] answer = desk.answer(datagram, source.getAddress().getAddress());
    if (answer != null && source.getPort() != 0) {
      socket.send(out.clear().put(answer).flip(), source);
    }
  }

  @Override
  public void wake() {
    try {
      socket.close();
    } catch (IOException e) {
      log.warn("a socket was not closed: {}", e.toString());
    }
  }

  @Override
  public void close() {
    wake();
  }
}
