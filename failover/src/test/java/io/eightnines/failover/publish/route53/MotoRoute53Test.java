package io.eightnines.failover.publish.route53;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.publish.Allowance;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.Plans;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.ProviderPublisher.Difference;
import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.Publisher.Result;
import io.eightnines.failover.publish.Renderer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Over the wire to a Route 53 that others wrote, the moto server. It also removes what is not there
 * as described, and takes no record again that it had before; so races, and weights that stay, are
 * left to the strict one of our own.
 */
class MotoRoute53Test {
  /** A server of its own, that ends with the test. */
  private record Moto(Process process, int port) implements AutoCloseable {
    private static final int TRIES = 5;

    /** A free port may be taken by somebody else before the server has it: then once more. */
    static Moto start() throws Exception {
      String binary = binary();
      for (int i = 0; i < TRIES; i++) {
        int port = freePort();
        Moto moto =
            new Moto(
                new ProcessBuilder(binary, "-H", "127.0.0.1", "-p", String.valueOf(port))
                    .redirectErrorStream(true)
                    .start(),
                port);
        if (moto.listens()) {
          return moto;
        }
        moto.close();
      }
      throw new IOException(binary + " ends at once");
    }

    private static String binary() {
      Optional<Path> binary =
          Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1))
              .map(folder -> Path.of(folder, "moto_server"))
              .filter(Files::isExecutable)
              .findFirst();
      Assumptions.assumeTrue(
          binary.isPresent(),
          "NOT TESTED: moto_server is not on the path; pip install 'moto[server]'");
      return binary.orElseThrow().toString();
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return socket.getLocalPort();
      }
    }

    /** Says so itself, once; false if it ends instead. */
    private boolean listens() throws Exception {
      CompletableFuture<Boolean> says =
          CompletableFuture.supplyAsync(() ->
              process
                  .inputReader(StandardCharsets.UTF_8)
                  .lines()
                  .anyMatch(line -> line.contains("Running on")));
      return says.get(60, TimeUnit.SECONDS);
    }

    Route53Client client() {
      return Route53Clients.at(
          URI.create("http://127.0.0.1:" + port),
          StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private static final Owner OWNER = Owner.of(Name.fromConstantString("api.example.test."));

  private static ProviderPublisher<?> writer(Route53Client client, String zone) {
    return new ProviderPublisher<>(
        new Route53Records(
            client, zone, OWNER, 5, new Allowance(1_000_000, System::nanoTime, pause -> {})),
        Renderer.weighted(new Renderer.Terms(5, 2), Route53Records.MAX_WEIGHT, Map.of()),
        false);
  }

  private static List<String> all(Route53Client client, String zone) {
    return client
        .listResourceRecordSets(request -> request.hostedZoneId(zone))
        .resourceRecordSets()
        .stream()
        .filter(set -> !set.name().equals("example.test."))
        .map(MotoRoute53Test::line)
        .toList();
  }

  private static String line(ResourceRecordSet set) {
    List<String> values = set.resourceRecords().stream().map(ResourceRecord::value).toList();
    return "%s %s %s %s".formatted(set.name(), set.type(), set.weight(), values);
  }

  @Test
  void a_plan_is_published_read_back_and_replaced_by_a_newer_one_but_never_by_an_older()
      throws Exception {
    try (Moto moto = Moto.start();
        Route53Client client = moto.client()) {
      String zone =
          client
              .createHostedZone(request -> request.name("example.test.").callerReference("1"))
              .hostedZone()
              .id()
              .replace("/hostedzone/", "");
      ProviderPublisher<?> leader = writer(client, zone);
      ProviderPublisher<?> stale = writer(client, zone);

      Outcome first = leader.advance(Plans.of(1, 100, 50));
      assertThat(first).isInstanceOf(Outcome.Written.class);
      assertThat(leader.difference(Plans.of(1, 100, 50)))
          .isEqualTo(new Difference(1, List.of(), List.of()));
      assertThat(leader.isSettled(((Outcome.Written) first).change().orElseThrow())).isTrue();

      assertThat(leader.advance(Plans.of(2, 0, 255))).isInstanceOf(Outcome.Written.class);
      List<String> newest = all(client, zone);
      assertThat(newest)
          .hasSize(2)
          .contains("api.example.test. A 255 [127.0.1.2]")
          .anyMatch(line -> line.startsWith("_eightnines.api.example.test. TXT"));

      assertThat(stale.advance(Plans.of(1, 100, 50))).isEqualTo(new Outcome.Overtaken(2));
      assertThat(stale.advanceOver(Plans.of(1, 100, 50))).isEqualTo(new Outcome.Overtaken(2));
      assertThat(stale.publish(1, Plans.of(3, 100, 50))).isEqualTo(new Result.Stale(2));
      assertThat(all(client, zone)).isEqualTo(newest);
    }
  }
}
