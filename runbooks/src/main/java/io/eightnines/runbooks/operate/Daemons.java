package io.eightnines.runbooks.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/** The daemons of one group, asked in turn until one answers. */
public final class Daemons implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A daemon on another continent answers in a third of that. */
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** A daemon waits for its majority for up to three seconds. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** A daemon waits for up to thirteen seconds until a new member has caught up. */
  private static final Duration SLOW_ANSWER = Duration.ofSeconds(15);

  /**
   * A daemon waits for up to ten seconds for each call of a provider, and reads what it serves at
   * least twice where somebody changed it.
   */
  private static final Duration PROVIDER_ANSWER = Duration.ofSeconds(60);

  /** A thousand lines of a journal, each with a plan, are less. */
  private static final int MAX_BYTES = 64 << 20;

  private final List<URI> daemons;
  private final Optional<String> token;
  private final HttpClient client;

  /** Daemons at http or https addresses; {@code trust} is for the latter. */
  public Daemons(List<URI> daemons, Optional<String> token, SSLContext trust) {
    this.daemons = List.copyOf(daemons);
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(trust)
            .build();
  }

  /** Reads {@code path}. */
  public Reply get(String path) throws IOException, InterruptedException {
    return get(path, _ -> true);
  }

  /** Reads {@code path} from a daemon that can be believed; if none can, from any. */
  public Reply get(String path, Predicate<Reply> believed)
      throws IOException, InterruptedException {
    return ask(path, Optional.empty(), ANSWER, believed);
  }

  /** Posts a body that is safe to post again, to the same daemon or another. */
  public Reply post(String path, JsonNode body) throws IOException, InterruptedException {
    return ask(path, Optional.of(body.toString()), ANSWER, _ -> true);
  }

  /** Posts what may take a daemon longer; the same holds for the body. */
  public Reply postSlowly(String path, JsonNode body) throws IOException, InterruptedException {
    return ask(path, Optional.of(body.toString()), SLOW_ANSWER, _ -> true);
  }

  /** Reads what a daemon must ask providers for. */
  public Reply getFromProviders(String path) throws IOException, InterruptedException {
    return ask(path, Optional.empty(), PROVIDER_ANSWER, _ -> true);
  }

  /** Posts what a daemon must tell providers; the body is safe to post again, as above. */
  public Reply postToProviders(String path, JsonNode body)
      throws IOException, InterruptedException {
    return ask(path, Optional.of(body.toString()), PROVIDER_ANSWER, _ -> true);
  }

  /**
   * Asks until one answers. A daemon that found no majority may be cut off while another is not, so
   * the next is asked then too.
   *
   * @throws UnreachableException if none answered
   */
  private Reply ask(
      String path, Optional<String> body, Duration patience, Predicate<Reply> believed)
      throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    Optional<Reply> undecided = Optional.empty();
    for (URI daemon : daemons) {
      try {
        Reply reply = ask(daemon, path, body, patience);
        if (reply.status() != 503 && believed.test(reply)) {
          return reply;
        }
        undecided = Optional.of(reply);
      } catch (IOException e) {
        failures.add(daemon + " (" + words(e) + ")");
      }
    }
    return undecided.orElseThrow(
        () -> new UnreachableException("no daemon answers: " + String.join(", ", failures)));
  }

  private Reply ask(URI daemon, String path, Optional<String> body, Duration patience)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(daemon.resolve(path)).timeout(patience);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    body.ifPresent(text ->
        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(text)));
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(MAX_BYTES);
      return new Reply(daemon, response.statusCode(), JSON.readTree(bytes));
    } catch (JsonProcessingException e) {
      throw new IOException("status " + response.statusCode() + ", and no JSON", e);
    }
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    client.close();
  }
}
