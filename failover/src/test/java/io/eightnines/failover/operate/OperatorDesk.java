package io.eightnines.failover.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.failover.control.Change;
import io.eightnines.failover.control.FakeControlPlane;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.journal.EventText;
import io.eightnines.failover.journal.Journal;
import io.eightnines.failover.journal.JournalPolicy;
import io.eightnines.failover.journal.JournalReader;
import io.eightnines.failover.journal.PublishJournal;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.CountingTelemetry;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.log.Entry;
import io.eightnines.log.FakeLog;
import io.eightnines.log.Fold;
import io.eightnines.log.Member;
import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operators' resources in a server on the loopback, over a fake plane and a real journal. Vera
 * is a viewer, alice and bob are operators; everybody's token is the name, doubled.
 */
final class OperatorDesk {
  /** An answer as it came. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    String type() {
      return header("Content-Type").orElse("");
    }

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(response.body());
    }
  }

  /** What is decided goes through the plane. */
  private static final class Forgetful implements Fold {
    @Override
    public void apply(Entry entry) {}

    @Override
    public byte[] snapshot() {
      return new byte[0];
    }

    @Override
    public void restore(long index, byte[] state) {}
  }

  /** Nothing but the resources. */
  private final class Program extends Application<Configuration> {
    @Override
    public void run(Configuration configuration, Environment environment) {
      OperatorApi.install(
          configuration.getServerFactory(),
          environment,
          new OperatorApi.Subject(
              plane,
              new WhyResource.Memories(() -> changes.reversed(), id -> Optional.empty()),
              new JournalReader(directory.resolve("journal")),
              log,
              dns),
          new OperatorApi.Desk(
              new Credentials(
                  List.of(
                      credential("vera", Role.VIEWER),
                      credential("alice", Role.OPERATOR),
                      credential("bob", Role.OPERATOR))),
              new Clocks(InstantSource.fixed(plane.state().stamp().wall()), nanos::get),
              new Random(1)));
    }
  }

  static final List<Member> THREE =
      List.of(
          new Member("ns1", "127.0.3.1", 9873),
          new Member("ns2", "127.0.3.2", 9873),
          new Member("ns3", "127.0.3.3", 9873));

  final FakeControlPlane plane;
  final FakeLog log;

  private final OperatorApi.Subject.Dns dns;
  private final Path directory;
  private final Journal journal;
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final HttpClient client = HttpClient.newHttpClient();
  private final DropwizardTestSupport<Configuration> server;

  /** No provider is published to. */
  OperatorDesk(Path directory, Fleet fleet) throws Exception {
    this(directory, fleet, List.of(), () -> new Plan(0, Instant.EPOCH, List.of()));
  }

  /** With providers, and the plan that is in service. */
  OperatorDesk(Path directory, Fleet fleet, List<Publishing.Line> lines, Supplier<Plan> served)
      throws Exception {
    this.directory = directory;
    plane = new FakeControlPlane(fleet, "ns1", "ns2", "ns3");
    log =
        new FakeLog(
            new FakeLog.Disk(), new Forgetful(), new Clocks(InstantSource.system(), nanos::get));
    log.play("ns1", Optional.of("ns2"), THREE);
    journal =
        new Journal(
            directory.resolve("journal"),
            new JournalPolicy(1 << 16, 2),
            () -> {
              throw new AssertionError("the journal failed");
            });
    journal.start();
    dns =
        new OperatorApi.Subject.Dns(
            new Publishing(lines, new Clocks(InstantSource.system(), nanos::get)),
            served,
            new PublishJournal(journal, new CountingTelemetry(), () -> plane.state().stamp().wall())
                ::byHand);
    plane.listen(taken -> {
      journal.append(taken.before(), taken.at(), taken.command(), taken.step());
      taken
          .step()
          .events()
          .forEach(event -> changes.add(new Change(taken.at().wall(), EventText.of(event))));
    });
    server =
        new DropwizardTestSupport<>(
            Program.class,
            (String) null,
            ConfigOverride.config("server.applicationConnectors[0].port", "0"),
            ConfigOverride.config("server.applicationConnectors[0].bindHost", "127.0.0.1"),
            ConfigOverride.config("server.adminConnectors[0].port", "0"),
            ConfigOverride.config("logging.level", "WARN")) {
          @Override
          public Application<Configuration> newApplication() {
            return new Program();
          }
        };
    server.before();
  }

  private static Credential credential(String name, Role role) {
    return new Credential(new Caller(new Operator(name), role), Credentials.sha256(token(name)));
  }

  /** The token of somebody by that name, who need not be known. */
  static String token(String name) {
    return name + name;
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Asks as {@code who}; as nobody if that is null. */
  Answer ask(String method, String path, @Nullable String who, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base().resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (who != null) {
      request.header("Authorization", "Bearer " + token(who));
    }
    return new Answer(client.send(request.build(), BodyHandlers.ofString()));
  }

  int status(String method, String path, String who) {
    try {
      return ask(method, path, who, null).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer of {@code path} once the journal has these words. */
  JsonNode journalled(String words, String path) throws Exception {
    List<JsonNode> last = new ArrayList<>();
    Await.until(
        words + " is in the journal",
        () -> {
          last.add(ask("GET", path, "vera", null).json());
          return last.getLast().toString().contains(words);
        });
    return last.getLast();
  }

  void close() throws Exception {
    client.close();
    server.after();
    journal.stop();
  }
}
