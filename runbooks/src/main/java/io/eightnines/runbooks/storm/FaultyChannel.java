package io.eightnines.runbooks.storm;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The way from a player to the gateways: each request goes to any of them, some are held up so long
 * that later ones overtake them, some arrive twice, at two gateways, the second one late, and some
 * answers are lost.
 */
final class FaultyChannel {
  private static final double DELAYED = 0.05;
  private static final double REPEATED = 0.10;
  private static final double UNANSWERED = 0.03;
  private static final int LONGEST_DELAY_MILLIS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int gateways;
  private final BiFunction<Integer, String, CompletableFuture<HttpResponse<byte[]>>> sender;
  private final Consumer<HttpResponse<byte[]>> late;
  private final LongAdder sent = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder delayed = new LongAdder();
  private final LongAdder lost = new LongAdder();

  /**
   * A channel to so many gateways.
   *
   * @param sender sends a request to one of them
   * @param late is shown the answers that the player never sees
   */
  FaultyChannel(
      int gateways,
      BiFunction<Integer, String, CompletableFuture<HttpResponse<byte[]>>> sender,
      Consumer<HttpResponse<byte[]>> late) {
    this.gateways = gateways;
    this.sender = sender;
    this.late = late;
  }

  /**
   * How much of it went wrong.
   *
   * @param sent requests, those that were repeated counted again
   * @param delayed of these
   * @param repeated of these
   * @param lost answers that were kept from the player
   */
  record Mischief(long sent, long delayed, long repeated, long lost) {}

  Mischief mischief() {
    return new Mischief(sent.sum(), delayed.sum(), repeated.sum(), lost.sum());
  }

  /** Sends a request; fails if the answer is lost or late. */
  CompletableFuture<HttpResponse<byte[]>> send(String request, RandomGenerator random) {
    if (random.nextDouble() < REPEATED) {
      repeat(request, random);
    }
    boolean held = random.nextDouble() < DELAYED;
    boolean loses = random.nextDouble() < UNANSWERED;
    delayed.add(held ? 1 : 0);
    CompletableFuture<HttpResponse<byte[]>> answer =
        at(random.nextInt(gateways), request, held ? delay(random) : 0);
    if (!loses) {
      return answer;
    }
    lost.increment();
    var _ = answer.thenAccept(late);
    return answer.thenCompose(
        _ -> CompletableFuture.failedFuture(new IllegalStateException("the answer was lost")));
  }

  /** Sends a request once more, some time later, for nobody. */
  void repeat(String request, RandomGenerator random) {
    repeated.increment();
    var _ = at(random.nextInt(gateways), request, delay(random)).thenAccept(late);
  }

  private static int delay(RandomGenerator random) {
    return 1 + random.nextInt(LONGEST_DELAY_MILLIS);
  }

  private CompletableFuture<HttpResponse<byte[]>> at(int gateway, String request, int millis) {
    sent.increment();
    if (millis == 0) {
      return sender.apply(gateway, request).orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(() -> {}, later)
        .thenCompose(_ -> sender.apply(gateway, request))
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
