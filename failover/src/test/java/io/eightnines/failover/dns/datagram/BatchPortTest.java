package io.eightnines.failover.dns.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {2, 32, 64})
class BatchPortTest extends DatagramPortContract {
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
}
