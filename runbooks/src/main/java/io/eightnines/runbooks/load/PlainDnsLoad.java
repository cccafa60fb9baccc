package io.eightnines.runbooks.load;

import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws as a customer without our client makes them: the JDK's HTTP client, one attempt, the first
 * address of a DNS answer, kept for its TTL of 5 s. It shows what DNS alone is worth.
 */
public final class PlainDnsLoad {
  private static final Duration TTL = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** As long as a resolver waits before it asks the zone's next name server. */
  private static final Duration LOOKUP_PATIENCE = Duration.ofMillis(400);

  private static final int CHAINS_PER_RATE = 5;

  private final Tally tally = new Tally();
  private final ConcurrentLinkedQueue<Chain> idle = new ConcurrentLinkedQueue<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<DnsLookup> nameServers;
  private final String token;
  private final Pacer pacer;
  private @Nullable Resolved cached; // only the pacer's thread looks at it

  private record Resolved(String address, long untilNanos) {}

  /** Starts the load. */
  public PlainDnsLoad(Fleet fleet, int perSecond, String run) throws IOException {
    nameServers = new ArrayList<>();
    for (String daemon : fleet.layout().daemonNames()) {
      nameServers.add(
          new DnsLookup(
              fleet.layout().daemonAddress(daemon), fleet.layout().service(), LOOKUP_PATIENCE));
    }
    token = fleet.customerToken();
    IntStream.range(0, perSecond * CHAINS_PER_RATE)
        .forEach(i -> idle.add(new Chain(run + ".plain." + i)));
    pacer = new Pacer("plain-dns-load", perSecond, this::send);
  }

  private void send(long dueNanos) {
    Chain chain = idle.poll();
    if (chain == null) {
      tally.failed("no chain was free");
      return;
    }
    try {
      String address = resolve();
      var _ = workers.submit(() -> draw(chain, address, dueNanos));
    } catch (IOException e) {
      tally.failed("DNS: " + e);
      idle.add(chain);
    }
  }

  private String resolve() throws IOException {
    Resolved known = cached;
    if (known == null || System.nanoTime() > known.untilNanos()) {
      known = new Resolved(lookUp(), System.nanoTime() + TTL.toNanos());
      cached = known;
    }
    return known.address();
  }

  private String lookUp() throws IOException {
    IOException last = new IOException("every answer is empty");
    for (DnsLookup nameServer : nameServers) {
      try {
        List<String> addresses = nameServer.addresses();
        if (!addresses.isEmpty()) {
          return addresses.getFirst();
        }
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private void draw(Chain chain, String address, long dueNanos) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + address + ":" + FleetLayout.PORT + "/v1/draws"))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofByteArray(DrawWriter.bytes(chain.next())))
            .build();
    try {
      take(chain, http.send(request, BodyHandlers.ofByteArray()), dueNanos);
    } catch (IOException e) {
      tally.failed(address + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      idle.add(chain);
    }
  }

  private void take(Chain chain, HttpResponse<byte[]> answer, long dueNanos) {
    if (answer.statusCode() < 300
        && DrawReader.read(answer.body()) instanceof DrawReader.Read read) {
      chain.drawn(read.draw().id());
      tally.answered(System.nanoTime() - dueNanos);
    } else {
      tally.failed("status " + answer.statusCode());
    }
  }

  public Tally tally() {
    return tally;
  }

  /** Ends the load, once what is under way has been answered. */
  public void stop() {
    pacer.close();
    workers.close();
    http.close();
    nameServers.forEach(DnsLookup::close);
  }
}
