package io.eightnines.runbooks.fault;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Stands in front of a service and, once armed, answers a share of all requests with 500, while the
 * shallow health checks stay as good as the service's own: a gray failure.
 */
public final class FaultProxy implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Set<String> SHALLOW = Set.of("/health/ready", "/health/live");

  /** Headers of one connection only (RFC 9110 section 7.6.1), or set by the HTTP client itself. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "date");

  private final URI service;
  private final DoubleSupplier chance;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final AtomicLong spoiled = new AtomicLong();
  private volatile double share; // set by the drill, read by each worker; no two values to agree

  static {
    // Without it the JDK's server waits for the acknowledgement of each answer's head: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * Starts at once, and does no harm yet.
   *
   * @param service what stands behind; it need not be there yet
   * @param chance numbers from 0 to 1 that choose whom it hits; used by many threads
   */
  public FaultProxy(URI listen, URI service, DoubleSupplier chance) throws IOException {
    this.service = service;
    this.chance = chance;
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.ofLiteral(listen.getHost()), listen.getPort()), 1024);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Spoils this share of requests from now on; 0 is none. */
  public void spoil(double shareOfRequests) {
    share = shareOfRequests;
  }

  /** How many requests were answered with 500 by the proxy. */
  public long spoiled() {
    return spoiled.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean shallow = SHALLOW.contains(exchange.getRequestURI().getPath());
      if (!shallow && chance.getAsDouble() < share) {
        spoiled.incrementAndGet();
        exchange.sendResponseHeaders(500, -1);
      } else {
        forward(exchange, body);
      }
    }
  }

  private void forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(exchange.getRequestURI().toString()))
            .timeout(LIMIT)
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (isForwarded(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      answer(exchange, http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException unreachable) {
      exchange.sendResponseHeaders(502, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (isForwarded(name)) {
            headers.put(name, List.copyOf(values));
          }
        });
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean isForwarded(String name) {
    return !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    server.stop(0);
    http.shutdownNow();
    workers.shutdownNow();
  }
}
