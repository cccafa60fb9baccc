package io.eightnines.failover.dns.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens ports, all in the same way. */
@FunctionalInterface
public interface Ports {
  /**
   * Binds one.
   *
   * @param shared whether other sockets of this process are bound to the same address
   */
  DatagramPort open(InetSocketAddress wanted, boolean shared) throws IOException;

  /**
   * The quickest way that works here.
   *
   * @param batch the most datagrams by one system call; 1 does without native calls
   */
  static Ports best(int batch) {
    return best(batch, LinuxCalls::hindrance);
  }

  /**
   * The same, for where native calls may be refused.
   *
   * @param hindrances asked whether something stands in the way of native calls
   */
  static Ports best(int batch, Supplier<Optional<String>> hindrances) {
    Logger log = LoggerFactory.getLogger(Ports.class);
    if (batch == 1) {
      log.info("datagrams one by one, as configured");
      return ChannelPort::open;
    }
    Optional<String> hindrance = hindrances.get();
    if (hindrance.isPresent()) {
      log.warn("datagrams one by one: no batches here: {}", hindrance.get());
      return ChannelPort::open;
    }
    log.info("datagrams in batches of up to {}", batch);
    return (wanted, shared) -> BatchPort.open(wanted, shared, batch);
  }
}
