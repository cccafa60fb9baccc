package io.eightnines.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.gateway.ledger.LedgerReader;
import io.eightnines.gateway.signing.KeyFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real gateway process, killed in the middle of its work. */
class GatewayKillTest {

  private static final int CHAINS = 6;
  private static final int DRAWS_BEFORE_THE_KILL = 200;

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void a_killed_gateway_keeps_every_answered_draw_and_forks_no_chain() throws Exception {
    Map<DrawId, String> answered = new ConcurrentHashMap<>();
    int port = Gateway.freePort();
    Process process = Gateway.spawn(Gateway.configure(folder, port, ""));
    Gateway gateway = new Gateway(port);
    try {
      gateway.awaitReady();
      List<Thread> players = play(gateway, answered);
      while (answered.size() < DRAWS_BEFORE_THE_KILL) {
        Thread.onSpinWait();
      }

      process.destroyForcibly();

      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      // 128 + SIGKILL
      assertThat(process.exitValue()).isEqualTo(137);
      for (Thread player : players) {
        player.join();
      }
    } finally {
      process.destroyForcibly();
    }

    LedgerReader reader = new LedgerReader(folder.resolve("ledger.sqlite"), 1);
    for (Map.Entry<DrawId, String> draw : answered.entrySet()) {
      assertThat(new String(reader.draw(draw.getKey()).orElseThrow(), UTF_8))
          .isEqualTo(draw.getValue());
    }
    long total = 0;
    for (int i = 0; i < CHAINS; i++) {
      var head = reader.head(new CustomerId("acme"), new ChainName("chain-" + i)).orElseThrow();
      assertThat(walk(reader, head.head())).isEqualTo(head.length());
      total += head.length();
    }
    assertThat(rows()).isEqualTo(total);
    assertThat(total).isBetween((long) answered.size(), (long) answered.size() + CHAINS);
    reader.stop();
    assertThat(KeyFile.read(folder.resolve("signing.pem")).published().keyId()).hasSize(16);
  }

  /** One player a chain, each asking for the next draw until nobody answers. */
  private static List<Thread> play(Gateway gateway, Map<DrawId, String> answered) {
    AtomicInteger rounds = new AtomicInteger();
    List<Thread> players = new ArrayList<>();
    for (int i = 0; i < CHAINS; i++) {
      String chain = "chain-" + i;
      players.add(
          Thread.ofVirtual()
              .start(() -> {
                String previous = "null";
                while (true) {
                  String body =
                      Gateway.request(chain, previous, "round " + rounds.incrementAndGet());
                  HttpResponse<byte[]> response;
                  try {
                    response = gateway.send(gateway.draw("acme", body));
                  } catch (IOException | InterruptedException killed) {
                    return;
                  }
                  Draw draw = read(response.body());
                  answered.put(draw.id(), new String(response.body(), UTF_8));
                  previous = "\"" + draw.id() + "\"";
                }
              }));
    }
    return players;
  }

  /** How many draws there are from a head back to the first. */
  private static long walk(LedgerReader reader, DrawId head) throws InterruptedException {
    long length = 0;
    DrawId id = head;
    while (id != null) {
      id = read(reader.draw(id).orElseThrow()).request().previous();
      length++;
    }
    return length;
  }

  private long rows() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.sqlite"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM draws")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Draw read(byte[] bytes) {
    if (DrawReader.read(bytes) instanceof DrawReader.Read read) {
      return read.draw();
    }
    throw new AssertionError("not a draw: " + new String(bytes, UTF_8));
  }
}
