package io.eightnines.failover.publish.update;

import java.nio.file.Path;

class PowerDnsPublisherTest extends UpdateContract {
  @Override
  NameServers start(Path directory) throws Exception {
    return NameServers.powerDns(directory);
  }
}
