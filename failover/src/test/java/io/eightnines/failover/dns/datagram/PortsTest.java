package io.eightnines.failover.dns.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static Class<?> kind(Ports ports) throws Exception {
    DatagramPort port = ports.open(new InetSocketAddress(DatagramPortContract.ADDRESS, 0), false);
    port.close();
    return port.getClass();
  }

  @Test
  void linux_gets_batches() throws Exception {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(system.equals("Linux amd64") || system.equals("Linux aarch64"), system);

    assertThat(kind(Ports.best(32))).isEqualTo(BatchPort.class);
  }

  @Test
  void where_a_sandbox_refuses_the_calls_datagrams_go_one_by_one() throws Exception {
    Ports ports = Ports.best(32, () -> Optional.of("recvmmsg gives -1"));

    assertThat(kind(ports)).isEqualTo(ChannelPort.class);
  }

  @Test
  void whoever_wants_no_native_calls_gets_none() throws Exception {
    Ports ports =
        Ports.best(
            1,
            () -> {
              throw new AssertionError("native calls were looked at");
            });

    assertThat(kind(ports)).isEqualTo(ChannelPort.class);
  }
}
