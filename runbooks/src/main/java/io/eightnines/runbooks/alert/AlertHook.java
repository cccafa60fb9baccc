package io.eightnines.runbooks.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eightnines.client.token.HashedTokens;
import io.eightnines.runbooks.alert.Trigger.Memory;
import io.eightnines.runbooks.alert.Trigger.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Listens for Alertmanager and redeploys what it says is out. Answers 202 when a redeploy begins,
 * 200 when nothing is to be done, 409 when it must not be, 429 when it comes too soon.
 */
public final class AlertHook implements AutoCloseable {
  /** A thousand alerts are less. */
  static final int MAX_BYTES = 1 << 20;

  private static final String PATH = "/v1/alerts";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What it goes by.
   *
   * @param label name of the label that names a region
   * @param acts whether it redeploys, or only says what it would do
   */
  public record Rules(Trigger.Policy policy, String label, boolean acts) {}

  /** Where it is and whom it tells. */
  public record Place(Path log, InstantSource clock, Consumer<String> progress) {}

  private record Answer(int status, String outcome, String detail) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HashedTokens tokens;
  private final Rules rules;
  private final Remedy remedy;
  private final Place place;
  private final AlertLog log;

  /** Held from an alert's coming to the end of what it led to. */
  private final Semaphore turn = new Semaphore(1);

  /**
   * Starts to listen.
   *
   * @param token what a caller must bring
   */
  public AlertHook(InetSocketAddress address, String token, Rules rules, Remedy remedy, Place place)
      throws IOException {
    this.tokens = new HashedTokens(Map.of("alertmanager", HashedTokens.sha256(token)));
    this.rules = rules;
    this.remedy = remedy;
    this.place = place;
    this.log = new AlertLog(place.log());
    server = HttpServer.create(address, 16);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Bounds what strangers can hold open; of effect only before the first server of a JVM. */
  public static void limitConnections() {
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "60");
    System.setProperty("jdk.httpserver.maxConnections", "64");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (IOException e) {
        answer = new Answer(503, "not known", String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer = new Answer(503, "not known", "it is being stopped");
      }
      log.add(
          new AlertLog.Entry(
              place.clock().instant().toString(),
              exchange.getRemoteAddress().getAddress().getHostAddress(),
              answer.status(),
              answer.outcome(),
              answer.detail()));
      send(exchange, answer);
    }
  }

  /** Nothing of a stranger's is read but the head, which the server bounds. */
  private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
    if (tokens.caller(exchange.getRequestHeaders().getFirst("Authorization")).isEmpty()) {
      return new Answer(
          401, "refused", "expected 'Authorization: Bearer TOKEN' with the hook's token");
    }
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      return new Answer(404, "refused", "expected " + PATH);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Answer(405, "refused", "expected POST");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return new Answer(413, "refused", "the body has more than " + MAX_BYTES + " bytes");
    }
    Webhook webhook;
    try {
      webhook = Webhook.parse(body, rules.label());
    } catch (IllegalArgumentException e) {
      return new Answer(400, "refused", String.valueOf(e.getMessage()));
    }
    return judged(webhook);
  }

  private Answer judged(Webhook webhook) throws IOException, InterruptedException {
    Instant now = place.clock().instant();
    boolean ours = turn.tryAcquire();
    boolean begun = false;
    try {
      Memory memory = new Memory(!ours, remedy.last());
      switch (Trigger.decide(rules.policy(), webhook, memory, now)) {
        case Verdict.Ignore(var why) -> {
          return new Answer(200, "ignored", why);
        }
        case Verdict.Conflict(var why) -> {
          return new Answer(409, "refused", why);
        }
        case Verdict.TooSoon(var left) -> {
          return new Answer(
              429,
              "refused",
              "the last redeploy began too recently; %d s left".formatted(seconds(left)));
        }
        case Verdict.Accept(var region, var reason) -> {
          Optional<String> objection = remedy.objection(region, reason);
          if (objection.isPresent()) {
            return new Answer(409, "refused", objection.get());
          }
          if (!rules.acts()) {
            return new Answer(200, "dry run", "would redeploy " + region + ": " + reason);
          }
          threads.execute(() -> redeploy(region, reason));
          begun = true;
          return new Answer(202, "begun", "redeploy of " + region + ": " + reason);
        }
      }
    } finally {
      if (ours && !begun) {
        turn.release();
      }
    }
  }

  private static long seconds(Duration left) {
    return left.toSeconds() + 1;
  }

  /** Goes on with what was begun before this program was started. */
  public void goOn(String region, String reason) {
    turn.acquireUninterruptibly();
    threads.execute(() -> redeploy(region, reason));
  }

  private void redeploy(String region, String reason) {
    try {
      place.progress().accept(remedy.apply(region, reason));
    } catch (IOException | RuntimeException e) {
      place.progress().accept("the redeploy of " + region + " failed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      turn.release();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body =
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("outcome", answer.outcome())
                .put("detail", answer.detail()));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (answer.status() == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /** Stops listening, and what is under way where it is: it can be gone on with. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
