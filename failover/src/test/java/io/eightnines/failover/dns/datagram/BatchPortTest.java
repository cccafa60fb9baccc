package io.eightnines.failover.dns.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {2, 32, 64})
class BatchPortTest extends DatagramPortContract {
  /** Four times what it takes; in a large batch one object for each datagram is more than that. */
  private static final long BYTES_PER_BATCH = 500;

  private final int batch;

  BatchPortTest(int batch) {
    this.batch = batch;
  }

  @BeforeAll
  static void assumeLinux() {
    Optional<String> hindrance = LinuxCalls.hindrance();
    assumeTrue(
        hindrance.isEmpty(), () -> "NOT TESTED: datagrams in batches: " + hindrance.orElseThrow());
  }

  @Override
  DatagramPort make(InetSocketAddress wanted, boolean shared) throws IOException {
    return BatchPort.open(wanted, shared, batch);
  }

  @Test
  void what_has_come_is_taken_by_one_call_up_to_a_whole_batch() throws Exception {
    BatchPort port = BatchPort.open(new InetSocketAddress(ADDRESS, 0), false, batch);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < batch + 1; i++) {
        socket.send(new DatagramPacket(new byte[] {(byte) i}, 1, port.address()));
      }
      List<Byte> taken = new ArrayList<>();

      port.serve((datagram, source) -> {
        taken.add(datagram[0]);
        return null;
      });

      assertThat(taken).hasSize(batch).first().isEqualTo((byte) 0);
    } finally {
      port.wake();
      port.close();
    }
  }

  /** Bytes are counted, those of this thread alone, whatever compiler has got how far. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.3.11", "::1"})
  void a_full_batch_is_taken_and_answered_without_an_object_for_each(String address)
      throws Exception {
    InetSocketAddress wanted = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    BatchPort port = BatchPort.open(wanted, false, batch);
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(wanted.getAddress(), 0))) {
      long before = allocated(port, socket, 20);
      assertThat(before).isPositive(); // else nothing is counted here

      long bytes = allocated(port, socket, 200);

      // System calls make an object or two for each batch; for each datagram there is none.
      assertThat(bytes).isLessThan(200L * (BYTES_PER_BATCH + 8L * batch));
    } finally {
      port.wake();
      port.close();
    }
  }

  private long allocated(BatchPort port, DatagramSocket socket, int batches) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (int i = 0; i < batches; i++) {
      for (int each = 0; each < batch; each++) {
        socket.send(new DatagramPacket(new byte[34], 34, port.address()));
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      port.serve((datagram, source) -> datagram);
      bytes += threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }
}
