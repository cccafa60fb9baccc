package io.eightnines.failover.publish.clouddns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One managed zone of Cloud DNS over HTTP, written from its discovery document: a change is applied
 * as a whole or not at all, a deletion that is not exactly what is there is answered by 412, an
 * addition of what is there by 409.
 */
final class StrictCloudDns implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ZONE = "/dns/v1/projects/project/managedZones/zone/";

  private final HttpServer server;
  private final Map<String, JsonNode> sets = new TreeMap<>(); // guards itself and the next two
  private boolean spreads = true;
  private int changes;
  private boolean readsToo; // guarded by sets
  private final AtomicReference<@Nullable Integer> failure = new AtomicReference<>();
  private final AtomicReference<Runnable> watcher = new AtomicReference<>(() -> {});

  StrictCloudDns() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The status that every change is answered with from now on; null ends it. */
  void fail(@Nullable Integer status) {
    failure.set(status);
  }

  /** Whether what fails is every request, and not changes alone. */
  void failReadsToo(boolean all) {
    synchronized (sets) {
      readsToo = all;
    }
  }

  /** Whom every request is told to, before it is answered. */
  void watch(Runnable by) {
    watcher.set(by);
  }

  void spreads(boolean at) {
    synchronized (sets) {
      spreads = at;
    }
  }

  List<JsonNode> all() {
    synchronized (sets) {
      return List.copyOf(sets.values());
    }
  }

  void put(String json) throws IOException {
    JsonNode set = JSON.readTree(json);
    synchronized (sets) {
      sets.put(key(set), set);
    }
  }

  private static String key(JsonNode set) {
    return set.path("name").asText() + " " + set.path("type").asText();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      watcher.get().run();
      synchronized (sets) {
        Integer status = failure.get();
        if (status != null && readsToo) {
          error(exchange, status, "injected", "injected");
        } else if (path.equals(ZONE + "rrsets")) {
          list(exchange);
        } else if (path.equals(ZONE + "changes")) {
          change(exchange);
        } else if (path.startsWith(ZONE + "changes/")) {
          answer(exchange, 200, change(path.substring(path.lastIndexOf('/') + 1)));
        } else {
          error(exchange, 404, "notFound", path);
        }
      }
    }
  }

  private ObjectNode change(String id) {
    return JSON.createObjectNode().put("id", id).put("status", spreads ? "done" : "pending");
  }

  private void list(HttpExchange exchange) throws IOException {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    ObjectNode answer = JSON.createObjectNode();
    for (JsonNode set : sets.values()) {
      String wanted = "name=" + set.path("name").asText();
      for (String pair : query.split("&", -1)) {
        if (URLDecoder.decode(pair, StandardCharsets.UTF_8).equals(wanted)) {
          answer.withArray("rrsets").add(set);
        }
      }
    }
    answer(exchange, 200, answer);
  }

  private void change(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream body = exchange.getRequestBody();
    JsonNode asked = JSON.readTree(packed ? new GZIPInputStream(body) : body);
    Integer status = failure.get();
    if (status != null) {
      error(exchange, status, "injected", "injected");
      return;
    }
    Map<String, JsonNode> next = new TreeMap<>(sets);
    List<String> faults = new ArrayList<>();
    asked
        .path("deletions")
        .forEach(set -> {
          if (!next.remove(key(set), set)) {
            faults.add("Precondition not met for deletion of " + set);
          }
        });
    if (!faults.isEmpty()) {
      error(exchange, 412, "conditionNotMet", faults.getFirst());
      return;
    }
    for (JsonNode set : asked.path("additions")) {
      if (next.putIfAbsent(key(set), set) != null) {
        error(exchange, 409, "alreadyExists", key(set));
        return;
      }
    }
    sets.clear();
    sets.putAll(next);
    changes++;
    answer(exchange, 200, change(String.valueOf(changes)));
  }

  private static void error(HttpExchange exchange, int status, String reason, String message)
      throws IOException {
    ObjectNode error = JSON.createObjectNode();
    error.putObject("error").put("code", status).put("message", message);
    error.withObject("/error").putArray("errors").addObject().put("reason", reason);
    answer(exchange, status, error);
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
