package io.eightnines.gateway;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures a running gateway: {@code IssueLoad PORT CHAINS SECONDS}, each chain asking for its next
 * draw as soon as it has one. The first second warms up and is not counted.
 */
final class IssueLoad {

  private static final long SECOND = 1_000_000_000L;

  private IssueLoad() {}

  @SuppressWarnings("SystemOut") // a command's answer
  public static void main(String[] arguments) throws Exception {
    Gateway gateway = new Gateway(Integer.parseInt(arguments[0]));
    int chains = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    gateway.awaitReady();
    long from = System.nanoTime() + SECOND;
    List<Long> all = new ArrayList<>();
    try (ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> results = new ArrayList<>();
      for (int i = 0; i < chains; i++) {
        String chain = "load-" + from + "-" + i;
        results.add(players.submit(() -> play(gateway, chain, from, seconds)));
      }
      for (Future<List<Long>> result : results) {
        all.addAll(result.get());
      }
    }
    List<Long> sorted = all.stream().sorted().toList();
    System.out.printf(
        "%d chains, %d s: %.0f draws/s, p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
        chains,
        seconds,
        (double) sorted.size() / seconds,
        millis(sorted, 0.50),
        millis(sorted, 0.99),
        millis(sorted, 1));
  }

  private static List<Long> play(Gateway gateway, String chain, long from, int seconds)
      throws Exception {
    List<Long> nanos = new ArrayList<>();
    String previous = "null";
    long now = System.nanoTime();
    while (now < from + seconds * SECOND) {
      HttpResponse<byte[]> response =
          gateway.send(gateway.draw("load", Gateway.request(chain, previous, "load")));
      long then = System.nanoTime();
      if (now >= from) {
        nanos.add(then - now);
      }
      previous = "\"" + draw(response).id() + "\"";
      now = System.nanoTime();
    }
    return nanos;
  }

  private static Draw draw(HttpResponse<byte[]> response) {
    if (response.statusCode() == 201
        && DrawReader.read(response.body()) instanceof DrawReader.Read read) {
      return read.draw();
    }
    throw new IllegalStateException("status " + response.statusCode());
  }

  private static double millis(List<Long> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(index, 0)) / 1e6;
  }
}
