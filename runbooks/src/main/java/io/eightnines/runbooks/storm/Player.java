package io.eightnines.runbooks.storm;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.problem.Problem;
import io.eightnines.client.problem.ProblemReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with one chain, draw by draw, and asks for a place until it knows what stands there. Now
 * and then it asks for something else at the same place, or once more for what it had long ago.
 */
final class Player {
  private static final double RIVAL = 0.02;
  private static final double STALE = 0.03;
  private static final int PAUSE_MILLIS = 20;

  private final String chain;
  private final FaultyChannel channel;
  private final Evidence evidence;
  private final RandomGenerator random;
  private final BooleanSupplier over;
  private final List<String> past = new ArrayList<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private @Nullable DrawId head;
  private int position;

  Player(
      String chain,
      FaultyChannel channel,
      Evidence evidence,
      RandomGenerator random,
      BooleanSupplier over) {
    this.chain = chain;
    this.channel = channel;
    this.evidence = evidence;
    this.random = random;
    this.over = over;
  }

  /** Plays until it is over; one request at a time, so that nothing here is shared. */
  CompletableFuture<Void> play() {
    next();
    return done;
  }

  private void next() {
    if (over.getAsBoolean()) {
      done.complete(null);
      return;
    }
    if (!past.isEmpty() && random.nextDouble() < STALE) {
      channel.repeat(past.get(random.nextInt(past.size())), random);
    }
    ask(request("draw " + position));
  }

  private void ask(String wish) {
    String asked = random.nextDouble() < RIVAL ? request("rival of draw " + position) : wish;
    var _ =
        channel
            .send(asked, random)
            .whenCompleteAsync((answer, lost) -> {
              try {
                take(wish, answer);
              } catch (RuntimeException e) {
                evidence.contradiction(chain + ": " + e);
                done.complete(null);
              }
            });
  }

  private void take(String wish, @Nullable HttpResponse<byte[]> answer) {
    int status = answer == null ? 0 : answer.statusCode();
    byte[] body = answer == null ? new byte[0] : answer.body();
    switch (status) {
      case 200, 201 -> goOn(wish, evidence.add(body));
      case 409 -> {
        Problem problem = ProblemReader.read(body).orElseThrow();
        goOn(wish, Objects.requireNonNull(problem.issued(), "issued"));
      }
      case 0, 408, 429, 500, 502, 503, 504 -> again(wish);
      default -> {
        // 404 among them: what this chain goes on from was acknowledged, so somebody forgot it.
        evidence.contradiction(chain + " was answered " + status + " to " + wish);
        done.complete(null);
      }
    }
  }

  private void goOn(String wish, DrawId standing) {
    past.add(wish);
    head = standing;
    position++;
    next();
  }

  private void again(String wish) {
    if (over.getAsBoolean()) {
      done.complete(null);
      return;
    }
    CompletableFuture.delayedExecutor(1 + random.nextInt(2 * PAUSE_MILLIS), TimeUnit.MILLISECONDS)
        .execute(() -> ask(wish));
  }

  private String request(String tag) {
    return "{\"chain\":\"%s\",\"previous\":%s,\"tag\":\"%s\",\"spec\":{\"kind\":\"selection\",\"k\":6,\"n\":49}}"
        .formatted(chain, head == null ? "null" : "\"" + head.value() + "\"", tag);
  }
}
