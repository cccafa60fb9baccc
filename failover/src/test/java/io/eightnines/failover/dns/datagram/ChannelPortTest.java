package io.eightnines.failover.dns.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;

class ChannelPortTest extends DatagramPortContract {
  @Override
  DatagramPort make(InetSocketAddress wanted, boolean shared) throws IOException {
    return ChannelPort.open(wanted, shared);
  }
}
