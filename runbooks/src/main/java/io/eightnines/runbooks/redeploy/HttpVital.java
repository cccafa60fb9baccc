package io.eightnines.runbooks.redeploy;

import io.eightnines.runbooks.redeploy.Sight.Vital;
import io.eightnines.runbooks.region.RegionCard;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;

/** Asks a region itself how it is. */
final class HttpVital implements AutoCloseable {
  private static final String GAUGE = "eightnines_api_requests_in_flight ";
  private static final Duration CONNECT = Duration.ofMillis(500);

  /** The deep answer waits half a second for a gateway. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final RegionCard card;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private int wellRunning;

  HttpVital(RegionCard card) {
    this.card = card;
  }

  Vital look() throws InterruptedException {
    String found;
    try {
      int status = ask(card.base().resolve("/health/deep")).statusCode();
      wellRunning = status == 200 ? wellRunning + 1 : 0;
      found = "its deep health is " + status;
    } catch (ConnectException refused) {
      wellRunning = 0;
      return new Vital.Dead();
    } catch (IOException silent) {
      wellRunning = 0;
      found = "it does not answer: " + silent.getMessage();
    }
    return new Vital.Alive(inFlight(), wellRunning, found);
  }

  /** What was seen so far says nothing of a region that has been replaced. */
  void replaced() {
    wellRunning = 0;
  }

  private OptionalLong inFlight() throws InterruptedException {
    try {
      return ask(card.metrics())
          .body()
          .lines()
          .filter(line -> line.startsWith(GAUGE))
          .mapToLong(line -> Math.round(Double.parseDouble(line.substring(GAUGE.length()))))
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private HttpResponse<String> ask(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).timeout(ANSWER).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
