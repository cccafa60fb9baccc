package io.eightnines.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.DrawProtocol;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real gateway process, asked to end. */
class GatewayDrainTest {

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void a_gateway_asked_to_end_says_so_serves_for_the_time_of_its_notice_and_ends()
      throws Exception {
    int port = Gateway.freePort();
    Process process = Gateway.spawn(Gateway.configure(folder, port, "shutdownNotice: 3s"));
    Gateway gateway = new Gateway(port);
    try {
      gateway.awaitReady();

      process.destroy();

      HttpResponse<byte[]> ready = gateway.send(gateway.to("/health/ready").GET());
      while (ready.statusCode() == 200) {
        ready = gateway.send(gateway.to("/health/ready").GET());
      }
      HttpResponse<byte[]> draw =
          gateway.send(gateway.draw("acme", Gateway.request("c", "null", "a")));
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.headers().firstValue(DrawProtocol.STATE)).contains("draining");
      assertThat(draw.statusCode()).isEqualTo(201);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      // 128 + SIGTERM
      assertThat(process.exitValue()).isEqualTo(143);
      // A checkpoint at the end leaves no log behind.
      assertThat(folder.resolve("ledger.sqlite-wal")).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }
}
