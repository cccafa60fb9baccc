package io.eightnines.client.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.client.channel.FakeTransport.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResilientChannelTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualScheduler time = new VirtualScheduler();
  private final FakeTransport transport = new FakeTransport(time);
  private final ResilientChannel channel = channel("a", "b", "c");

  private ResilientChannel channel(String... names) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String name : names) {
      endpoints.add(Endpoint.of(name, URI.create("http://127.0.0.1:80"), "api.example.test"));
    }
    return new ResilientChannel(
        new ResilientChannel.Wiring(
            ChannelPolicy.defaults(), transport, time, new Random(20261121)),
        endpoints,
        () -> {});
  }

  @BeforeEach
  void warm_up() {
    channel.start();
    time.advance(Duration.ofMillis(10));
  }

  private CompletableFuture<Reply> send() {
    return channel.send(Request.get("/v1/draws/x"), SECOND);
  }

  private Reply sendAndWait() {
    CompletableFuture<Reply> reply = send();
    time.advance(SECOND);
    return reply.join();
  }

  /** Sends at a steady rate for some time and gives the replies. */
  private List<CompletableFuture<Reply>> load(int perSecond, Duration length) {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    long count = perSecond * length.toMillis() / 1000;
    for (long i = 0; i < count; i++) {
      replies.add(send());
      time.advance(SECOND.dividedBy(perSecond));
    }
    return replies;
  }

  private void assertAllAnswered(List<CompletableFuture<Reply>> replies) {
    time.advance(SECOND);
    assertThat(replies)
        .allSatisfy(reply ->
            assertThat(reply.join())
                .isInstanceOfSatisfying(
                    Reply.Answered.class,
                    answered -> assertThat(answered.response().status()).isEqualTo(200)));
  }

  private ChannelSnapshot snapshot() {
    CompletableFuture<ChannelSnapshot> snapshot = channel.snapshot();
    time.advance(Duration.ZERO);
    return snapshot.join();
  }

  private boolean isFit(String name) {
    return snapshot().lanes().stream()
        .filter(lane -> lane.endpoint().equals(name))
        .findFirst()
        .orElseThrow()
        .fit();
  }

  @Test
  void every_lane_is_warmed_before_the_first_request() {
    assertThat(channel.warm()).isCompleted();
    assertThat(List.of("a", "b", "c")).allSatisfy(n -> assertThat(transport.probes(n)).isOne());
  }

  @Test
  void fit_lanes_share_the_load_evenly() {
    assertAllAnswered(load(300, SECOND));

    assertThat(List.of("a", "b", "c"))
        .allSatisfy(name -> assertThat(transport.requests(name)).isEqualTo(100));
    assertThat(snapshot().hedges()).isZero();
  }

  @Test
  void a_request_says_how_long_its_caller_will_wait() {
    CompletableFuture<Reply> unused = send();
    time.advance(Duration.ZERO);

    assertThat(transport.lastRequest().headers()).containsEntry("Eightnines-Deadline-Ms", "995");
  }

  @Test
  void a_refused_connection_is_answered_by_another_lane_at_once() {
    transport.tell("a", Behaviour.refuses());
    transport.tell("b", Behaviour.refuses());

    CompletableFuture<Reply> reply = send();
    time.advance(Duration.ofMillis(10));

    assertThat(reply).isCompleted();
    assertThat(reply.join()).isInstanceOf(Reply.Answered.class);
  }

  @Test
  void a_lane_that_refuses_gets_no_more_requests_until_its_probes_are_good() {
    transport.tell("a", Behaviour.refuses());
    assertAllAnswered(load(100, SECOND));
    int whileDown = transport.requests("a");

    transport.tell("a", Behaviour.answers(200, 5));
    time.advance(SECOND);
    assertAllAnswered(load(300, SECOND));

    assertThat(whileDown).isEqualTo(1);
    assertThat(transport.requests("a")).isEqualTo(whileDown + 100);
  }

  @Test
  void a_lane_that_falls_silent_is_left_within_150_ms_and_no_request_fails() {
    List<CompletableFuture<Reply>> replies = load(200, SECOND);
    transport.tell("b", Behaviour.isSilent());

    replies.addAll(load(200, Duration.ofMillis(150)));
    boolean fitAfter150Ms = isFit("b");
    int requests = transport.requests("b");
    replies.addAll(load(200, Duration.ofSeconds(10)));

    assertAllAnswered(replies);
    assertThat(fitAfter150Ms).isFalse();
    assertThat(transport.requests("b")).isEqualTo(requests);
    assertThat(transport.drops("b")).isOne();
    assertThat(snapshot().unpaid()).isZero();
  }

  @Test
  void a_lane_that_falls_silent_costs_no_request_even_when_the_budget_is_empty() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(500, 1));
    }
    load(200, SECOND);
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(200, 5));
    }
    time.advance(SECOND);
    transport.tell("b", Behaviour.isSilent());

    assertAllAnswered(load(200, Duration.ofSeconds(2)));
  }

  @Test
  void a_silent_lane_is_found_by_probes_when_there_is_no_load() {
    transport.tell("b", Behaviour.isSilent());

    time.advance(Duration.ofSeconds(3));

    assertThat(isFit("b")).isFalse();
  }

  @Test
  void a_slow_answer_is_overtaken_by_a_hedge_and_does_not_make_its_lane_suspect() {
    load(300, SECOND);
    transport.tell("a", Behaviour.answers(200, 80));
    transport.tell("b", Behaviour.answers(200, 80));
    transport.tell("c", Behaviour.answers(200, 80));

    Reply reply = sendAndWait();

    assertThat(reply.attempts()).isEqualTo(3);
    assertThat(snapshot().lanes()).allSatisfy(lane -> assertThat(lane.fit()).isTrue());
  }

  @Test
  void the_hedge_delay_follows_the_lanes_own_p95() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(200, 60));
    }
    load(100, Duration.ofSeconds(3));
    time.advance(SECOND);
    long learnt = snapshot().hedges();
    assertThat(snapshot().lanes())
        .allSatisfy(lane -> assertThat(lane.p95()).isEqualTo(Duration.ofMillis(60)));
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(200, 59));
    }

    load(100, Duration.ofMillis(500));

    assertThat(learnt).isPositive();
    assertThat(snapshot().hedges()).isEqualTo(learnt);
  }

  @Test
  void a_server_error_is_retried_elsewhere_and_three_in_a_row_make_the_lane_suspect() {
    transport.tell("c", Behaviour.answers(500, 1));

    List<CompletableFuture<Reply>> replies = load(100, Duration.ofMillis(60));
    boolean fitAfterTwo = isFit("c");
    replies.addAll(load(100, Duration.ofMillis(60)));

    assertAllAnswered(replies);
    assertThat(fitAfterTwo).isTrue();
    assertThat(isFit("c")).isFalse();
  }

  @Test
  void a_lane_that_says_it_drains_is_left_at_once() {
    transport.tell("a", Behaviour.drains());

    assertAllAnswered(load(100, SECOND));

    assertThat(transport.requests("a")).isEqualTo(1);
  }

  @Test
  void when_every_lane_is_suspect_all_are_still_tried() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.refuses());
    }
    sendAndWait();
    transport.tell("c", Behaviour.answers(200, 5));

    assertThat(sendAndWait()).isInstanceOf(Reply.Answered.class);
  }

  @Test
  void a_short_outage_of_everything_is_ridden_out_within_the_deadline() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.breaks());
    }
    CompletableFuture<Reply> reply = send();
    time.advance(Duration.ofMillis(10));
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(200, 5));
    }
    time.advance(SECOND);

    assertThat(reply.join()).isInstanceOf(Reply.Answered.class);
  }

  @Test
  void a_refused_connection_is_retried_even_when_the_budget_is_empty() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(500, 1));
    }
    load(200, SECOND);
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.refuses());
    }
    CompletableFuture<Reply> reply = send();
    time.advance(Duration.ofMillis(20));
    transport.tell("c", Behaviour.answers(200, 5));
    time.advance(SECOND);

    assertThat(reply.join())
        .isInstanceOfSatisfying(
            Reply.Answered.class,
            answered -> assertThat(answered.response().status()).isEqualTo(200));
  }

  @Test
  void nobody_answering_is_a_reply_that_names_every_end() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.isSilent());
    }

    assertThat(sendAndWait())
        .isInstanceOfSatisfying(
            Reply.Unanswered.class,
            unanswered ->
                assertThat(unanswered.reason())
                    .contains("a silent", "b silent", "c silent until the deadline"));
  }

  @Test
  void the_last_server_error_is_handed_on_when_no_lane_does_better() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(503, 1));
    }

    assertThat(sendAndWait())
        .isInstanceOfSatisfying(
            Reply.Answered.class,
            answered -> assertThat(answered.response().status()).isEqualTo(503));
  }

  @Test
  void when_everything_fails_the_extra_load_stays_under_the_budget() {
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(500, 1));
    }

    int requests = load(200, Duration.ofSeconds(10)).size();
    time.advance(SECOND);

    double saved = ChannelPolicy.defaults().budget().cap() / 2;
    assertThat(transport.allRequests()).isLessThanOrEqualTo(requests + (int) saved);
    assertThat(snapshot().unpaid()).isPositive();
  }

  @Test
  void a_brown_out_of_all_lanes_costs_at_most_a_tenth_more_load_beyond_what_was_saved() {
    load(200, Duration.ofSeconds(5));
    time.advance(SECOND);
    int before = transport.allRequests();
    for (String name : List.of("a", "b", "c")) {
      transport.tell(name, Behaviour.answers(200, 250));
    }

    List<CompletableFuture<Reply>> replies = load(200, Duration.ofSeconds(20));

    assertAllAnswered(replies);
    double cap = ChannelPolicy.defaults().budget().cap();
    assertThat(transport.allRequests() - before)
        .isLessThanOrEqualTo((int) (replies.size() * 1.1 + cap));
  }

  @Test
  void a_single_endpoint_is_retried_after_a_broken_connection() {
    ResilientChannel single = channel("only");
    transport.tell("only", Behaviour.breaks());
    CompletableFuture<Reply> reply = single.send(Request.get("/v1/draws/x"), SECOND);
    time.advance(Duration.ofMillis(5));
    transport.tell("only", Behaviour.answers(200, 5));
    time.advance(SECOND);

    assertThat(reply.join())
        .isInstanceOfSatisfying(
            Reply.Answered.class, answered -> assertThat(answered.attempts()).isEqualTo(2));
  }

  @Test
  void the_same_seed_gives_the_same_course() {
    record Course(int attempts, int onA, int onB, int onC) {}
    List<Course> courses = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      ResilientChannelTest world = new ResilientChannelTest();
      world.warm_up();
      world.transport.tell("a", Behaviour.breaks());
      world.transport.tell("b", Behaviour.answers(500, 3));
      List<CompletableFuture<Reply>> replies = world.load(200, SECOND);
      world.time.advance(SECOND);
      int attempts = replies.stream().mapToInt(reply -> reply.join().attempts()).sum();
      courses.add(
          new Course(
              attempts,
              world.transport.requests("a"),
              world.transport.requests("b"),
              world.transport.requests("c")));
    }

    assertThat(courses.get(0)).isEqualTo(courses.get(1));
  }

  @Test
  void faulty_settings_are_refused_by_name() {
    assertThatThrownBy(() -> channel.send(Request.get("/"), Duration.ofMillis(9)))
        .hasMessageContaining("within is PT0.009S, expected 10 ms to 60 s");
    assertThatThrownBy(() -> channel("a", "a")).hasMessageContaining("share a name");
    assertThatThrownBy(() -> channel()).hasMessageContaining("endpoints is empty");
    assertThatThrownBy(() -> Endpoint.of("a", URI.create("http://api.example.test"), "x"))
        .hasMessageContaining("expected scheme://IP-ADDRESS:port");
    assertThatThrownBy(() -> Endpoint.of("a", URI.create("http://192.0.2.1:80"), "x"))
        .hasMessageContaining("scheme is http to 192.0.2.1, expected https there");
    assertThatThrownBy(() -> new ChannelPolicy.Budget(1.5, 10))
        .hasMessageContaining("budget.perSuccess is 1.5, expected 0 to 1");
    assertThatThrownBy(() -> new ChannelPolicy.Hedge(Duration.ofMillis(9), Duration.ofMillis(8), 2))
        .hasMessageContaining("hedge is PT0.009S to PT0.008S");
  }
}
