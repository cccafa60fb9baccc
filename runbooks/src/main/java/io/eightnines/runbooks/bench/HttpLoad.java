package io.eightnines.runbooks.bench;

import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.runbooks.bench.HttpLine.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Chains that go on over HTTP, each with one request at a time on a connection of its own that is
 * kept open. It writes and reads the bytes itself, for it shares the processors with the gateway
 * that it measures.
 */
final class HttpLoad {
  private static final int CREATED = 201;

  private final int port;
  private final String name;
  private final int waiting;
  private final Histogram micros = new ConcurrentHistogram(3);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  HttpLoad(int port, String name, int waiting) {
    this.port = port;
    this.name = name;
    this.waiting = waiting;
  }

  /** Draws until it is enough, or a connection breaks, and until all are answered. */
  void run(BooleanSupplier enough) throws InterruptedException {
    List<Thread> players = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      String chain = name + "." + i;
      players.add(Thread.ofVirtual().start(() -> play(chain, enough)));
    }
    for (Thread player : players) {
      player.join();
    }
  }

  private void play(String chain, BooleanSupplier enough) {
    String previous = "null";
    try (HttpLine line = new HttpLine(port)) {
      while (!enough.getAsBoolean()) {
        long begun = System.nanoTime();
        Answer answer = line.post("/v1/draws", body(chain, previous));
        if (answer.status() != CREATED) {
          refused.incrementAndGet();
          return;
        }
        micros.recordValue((System.nanoTime() - begun) / 1000);
        acknowledged.incrementAndGet();
        previous = answer.tag();
      }
    } catch (IOException killed) {
      refused.incrementAndGet();
    }
  }

  private static String body(String chain, String previous) {
    return """
    {"chain":"%s","previous":%s,"tag":"bench","spec":{"kind":"selection","k":6,"n":49}}\
    """
        .formatted(chain, previous);
  }

  /** The headers of each request, beside those of HTTP itself. */
  static String headers() {
    return "Authorization: Bearer %s\r\n%s: bench\r\nContent-Type: application/json\r\n"
        .formatted(GatewayProcess.TOKEN, DrawProtocol.CUSTOMER);
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long refused() {
    return refused.get();
  }

  Histogram micros() {
    return micros;
  }
}
