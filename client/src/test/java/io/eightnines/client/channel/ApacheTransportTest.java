package io.eightnines.client.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The transport and the channel over real sockets on the loopback. */
class ApacheTransportTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ApacheTransport transport = ApacheTransport.overSystemTrust();
  private final List<LoopbackServer> servers = new ArrayList<>();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    transport.close();
    servers.forEach(LoopbackServer::close);
  }

  private LoopbackServer server() {
    LoopbackServer server = new LoopbackServer();
    servers.add(server);
    return server;
  }

  private static Endpoint endpoint(String name, int port) {
    return Endpoint.of(name, URI.create("http://127.0.0.1:" + port), "api.example.test");
  }

  private @Nullable Outcome attempt(Endpoint endpoint, Duration timeout)
      throws InterruptedException {
    transport.start(endpoint, Request.get("/x"), timeout, outcomes::add);
    return outcomes.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void an_answer_is_an_answer_and_its_connection_is_used_again() throws Exception {
    LoopbackServer server = server();
    Endpoint endpoint = endpoint("a", server.port());

    Outcome first = attempt(endpoint, SECOND);
    Outcome second = attempt(endpoint, SECOND);

    assertThat(List.of(first, second))
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Answered.class,
                    answered -> {
                      assertThat(answered.response().status()).isEqualTo(200);
                      assertThat(answered.response().header("X-Host"))
                          .hasValue("api.example.test:" + server.port());
                      assertThat(answered.response().body()).asString().isEqualTo("ok");
                    }));
    assertThat(server.connections()).isOne();
  }

  @Test
  void who_goes_on_in_the_same_moment_finds_the_connection_free() throws Exception {
    LoopbackServer server = server();
    Endpoint endpoint = endpoint("a", server.port());

    transport.start(
        endpoint,
        Request.get("/1"),
        SECOND,
        first -> {
          outcomes.add(first);
          transport.start(endpoint, Request.get("/2"), SECOND, outcomes::add);
        });

    assertThat(outcomes.poll(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Answered.class);
    assertThat(outcomes.poll(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Answered.class);
    assertThat(server.connections()).isOne();
  }

  @Test
  void a_closed_port_is_unconnected() throws Exception {
    LoopbackServer server = server();
    server.close();

    assertThat(attempt(endpoint("a", server.port()), SECOND))
        .isInstanceOf(Outcome.Unconnected.class);
  }

  @Test
  void a_silent_peer_is_timed_out_and_its_connection_is_not_used_again() throws Exception {
    LoopbackServer server = server();
    Endpoint endpoint = endpoint("a", server.port());
    attempt(endpoint, SECOND);
    server.fallSilent();

    Outcome silent = attempt(endpoint, Duration.ofMillis(100));
    server.speakAgain();
    Outcome after = attempt(endpoint, SECOND);

    assertThat(silent).isInstanceOf(Outcome.TimedOut.class);
    assertThat(after).isInstanceOf(Outcome.Answered.class);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void a_connection_that_ends_in_the_middle_is_broken() throws Exception {
    LoopbackServer server = server();
    server.hangUp();

    assertThat(attempt(endpoint("a", server.port()), SECOND)).isInstanceOf(Outcome.Broken.class);
  }

  @Test
  void a_cancelled_exchange_closes_its_connection_and_says_nothing() throws Exception {
    LoopbackServer server = server();
    Endpoint endpoint = endpoint("a", server.port());
    server.fallSilent();
    Transport.Exchange exchange =
        transport.start(endpoint, Request.get("/x"), SECOND, outcomes::add);
    server.awaitRequest();

    exchange.cancel();

    assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
    assertThat(outcomes).isEmpty();
  }

  @Test
  void dropped_connections_are_not_used_again() throws Exception {
    LoopbackServer server = server();
    Endpoint endpoint = endpoint("a", server.port());
    attempt(endpoint, SECOND);

    transport.dropConnections(endpoint);
    attempt(endpoint, SECOND);

    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void an_answer_without_end_is_cut_off() throws Exception {
    LoopbackServer server = server();
    server.answerWithoutEnd();

    assertThat(attempt(endpoint("a", server.port()), Duration.ofSeconds(10)))
        .isInstanceOf(Outcome.Broken.class);
  }

  @Test
  void a_peer_that_falls_silent_costs_no_request_and_gets_none_once_it_is_suspect() {
    LoopbackServer well = server();
    LoopbackServer silent = server();
    try (ResilientChannel channel =
        ResilientChannel.open(
            List.of(endpoint("well", well.port()), endpoint("silent", silent.port())),
            ChannelPolicy.defaults())) {
      channel.warm().orTimeout(10, TimeUnit.SECONDS).join();
      for (int i = 0; i < 50; i++) {
        assertAnswered(channel);
      }
      silent.fallSilent();

      for (int i = 0; i < 300; i++) {
        assertAnswered(channel);
      }

      ChannelSnapshot snapshot = channel.snapshot().join();
      assertThat(snapshot.lanes().get(1).fit()).isFalse();
      assertThat(snapshot.hedges()).isBetween(1L, 25L);
    }
  }

  private static void assertAnswered(ResilientChannel channel) {
    assertThat(channel.send(Request.get("/x"), Duration.ofSeconds(2)).join())
        .isInstanceOf(Reply.Answered.class);
  }
}
