package io.eightnines.runbooks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawRequestReader;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Limits;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.problem.Problem;
import io.eightnines.gateway.signing.SigningKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** Players before gateways that keep their promise, and before some that do not. */
class PlayerTest {
  private static final int ENOUGH = 300;

  private final SigningKey key = key();
  private final Map<String, Draw> places = new ConcurrentHashMap<>();
  private final AtomicLong made = new AtomicLong();
  private final Evidence evidence = new Evidence();

  @Test
  void gateways_that_give_each_place_once_are_never_contradicted() throws Exception {
    FaultyChannel channel = play(0);

    assertThat(evidence.contradictions()).as(evidence.told()).isZero();
    assertThat(evidence.size()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(channel.mischief().repeated()).isPositive();
    assertThat(channel.mischief().delayed()).isPositive();
    assertThat(channel.mischief().lost()).isPositive();
  }

  @Test
  void gateways_that_now_and_then_give_a_place_anew_are_found_out() throws Exception {
    play(0.1);

    assertThat(evidence.contradictions()).isPositive();
  }

  private FaultyChannel play(double forgetful) throws Exception {
    SplittableRandom chance = new SplittableRandom(20261121);
    FaultyChannel channel =
        new FaultyChannel(
            3,
            (gateway, request) ->
                CompletableFuture.completedFuture(answer(request, chance, forgetful)),
            answer -> {
              if (answer.statusCode() < 300) {
                var _ = evidence.add(answer.body());
              }
            });
    List<CompletableFuture<Void>> players =
        List.of("a", "b", "c").stream()
            .map(name ->
                new Player(
                        name,
                        channel,
                        evidence,
                        new SplittableRandom(name.hashCode()),
                        () -> evidence.size() >= ENOUGH || evidence.contradictions() > 0)
                    .play())
            .toList();
    for (CompletableFuture<Void> player : players) {
      player.get(60, TimeUnit.SECONDS);
    }
    return channel;
  }

  private synchronized HttpResponse<byte[]> answer(
      String json, SplittableRandom chance, double forgetful) {
    DrawRequest request =
        ((DrawRequestReader.Accepted)
                new DrawRequestReader(Limits.PROTOCOL).read(json.getBytes(StandardCharsets.UTF_8)))
            .request();
    String place = request.chain() + " after " + request.previous();
    Draw standing = chance.nextDouble() < forgetful ? null : places.get(place);
    if (standing == null) {
      Draw draw = issue(request);
      places.put(place, draw);
      return new Answer(201, DrawWriter.bytes(draw));
    }
    return standing.request().asksForSameAs(request)
        ? new Answer(200, DrawWriter.bytes(standing))
        : new Answer(
            409, Problem.of(409, "already-issued", "t", "d").withIssued(standing.id()).toJson());
  }

  private Draw issue(DrawRequest request) {
    Outcome outcome =
        new Outcome(
            List.of(new GeneratorUse("g", "m", "s", "untested")),
            Instant.EPOCH.plusSeconds(made.incrementAndGet()),
            LongStream.rangeClosed(1, 6).boxed().toList());
    return Draw.issue(new CustomerId("demo"), request, outcome, key);
  }

  private static SigningKey key() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** An answer of a gateway that is not there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int statusCode, byte[] body) implements HttpResponse<byte[]> {
    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (_, _) -> true);
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://127.0.0.1/");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
