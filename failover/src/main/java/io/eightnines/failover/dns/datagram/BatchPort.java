package io.eightnines.failover.dns.datagram;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that takes what is there, up to a whole batch, by one system call, and sends all answers
 * by another. A datagram that comes alone is answered at once. Then the port rests for a moment, so
 * that those that come close behind it are taken together, with one waking for all: the way in
 * which network cards moderate their interrupts.
 */
final class BatchPort implements DatagramPort {
  private static final Logger log = LoggerFactory.getLogger(BatchPort.class);

  /** Waking is told by the kernel at once; should it ever not be, a port sees it within so long. */
  private static final int LOOK_UP_SECONDS = 1;

  /** At most 20 000 wakings a second; the kernel adds some 50 microseconds of its own to each. */
  private static final long REST_NANOS = 50_000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment state = LinuxCalls.state(arena);
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Batch batch;
  private final int socket;
  private final InetSocketAddress address;

  private BatchPort(InetSocketAddress wanted, boolean shared, int batch) throws IOException {
    int opened = -1;
    try {
      this.batch = new Batch(batch, arena);
      opened = checked("socket", LinuxCalls.socket(state, SocketName.family(wanted.getAddress())));
      this.socket = opened;
      this.address = bind(wanted, shared);
    } catch (IOException | RuntimeException e) {
      if (opened >= 0) {
        var _ = LinuxCalls.close(state, opened);
      }
      arena.close();
      throw e;
    }
  }

  static BatchPort open(InetSocketAddress wanted, boolean shared, int batch) throws IOException {
    return new BatchPort(wanted, shared, batch);
  }

  private InetSocketAddress bind(InetSocketAddress wanted, boolean shared) throws IOException {
    if (wanted.getAddress() instanceof Inet6Address) {
      // As the JDK's channels do: whoever listens at all addresses listens at those of IPv4 too.
      set(LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_V6ONLY, 0);
    }
    set(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_REUSEPORT, shared ? 1 : 0);
    set(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
    set(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVTIMEO, (long) LOOK_UP_SECONDS, 0L);
    MemorySegment name = arena.allocate(SocketName.MAX_BYTES, Long.BYTES);
    ByteBuffer bytes = name.asByteBuffer().order(ByteOrder.nativeOrder());
    int length = SocketName.write(wanted, bytes);
    int bound = LinuxCalls.bind(state, socket, name.asSlice(0, length));
    if (bound < 0) {
      throw new BindException(LinuxCalls.text(-bound) + ": " + wanted);
    }
    MemorySegment room = arena.allocateFrom(ValueLayout.JAVA_INT, SocketName.MAX_BYTES);
    var _ = checked("getsockname", LinuxCalls.name(state, socket, name, room));
    InetAddress given = wanted.getAddress();
    return new InetSocketAddress(given, SocketName.port(bytes, 0));
  }

  private void set(int level, int option, int value) throws IOException {
    MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_INT, value);
    var _ = checked("setsockopt", LinuxCalls.set(state, socket, level, option, memory));
  }

  private void set(int level, int option, long... timeval) throws IOException {
    MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_LONG, timeval);
    var _ = checked("setsockopt", LinuxCalls.set(state, socket, level, option, memory));
  }

  private static int checked(String call, int result) throws IOException {
    if (result < 0) {
      throw new SocketException(call + ": " + LinuxCalls.text(-result));
    }
    return result;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void serve(Desk desk) throws IOException {
    int received =
        LinuxCalls.receive(
            state, socket, batch.incoming(), batch.count(), LinuxCalls.MSG_WAITFORONE);
    if (woken.get()) {
      throw new ClosedChannelException();
    }
    if (received == -LinuxCalls.EINTR || received == -LinuxCalls.EAGAIN) {
      return;
    }
    batch.answer(checked("recvmmsg", received), desk);
    send();
    if (received < batch.count()) {
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  /**
   * Sends every answer once. The call stops before an answer that cannot be sent, and complains of
   * it when it is the first: that one is left out, and those after it are sent.
   */
  private void send() throws IOException {
    int refused = 0;
    int failures = 0;
    int done = 0;
    while (done < batch.answers()) {
      int sent = LinuxCalls.send(state, socket, batch.outgoing(done), batch.answers() - done);
      if (sent > 0) {
        done += sent;
      } else if (sent != -LinuxCalls.EINTR) {
        refused = -sent;
        failures++;
        done++;
      }
    }
    if (failures > 0) {
      throw new SocketException(
          failures + " answers not sent, the last for: " + LinuxCalls.text(refused));
    }
  }

  @Override
  public void wake() {
    if (woken.compareAndSet(false, true)) {
      try (Arena own = Arena.ofConfined()) {
        // Wakes whoever waits, and then complains that the socket is not connected.
        var _ = LinuxCalls.shutdown(LinuxCalls.state(own), socket);
      }
    }
  }

  @Override
  public void close() {
    woken.set(true);
    if (arena.scope().isAlive()) {
      int closed = LinuxCalls.close(state, socket);
      if (closed < 0) {
        log.warn("a socket was not closed: {}", LinuxCalls.text(-closed));
      }
      arena.close();
    }
  }
}
