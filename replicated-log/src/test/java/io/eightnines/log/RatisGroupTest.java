package io.eightnines.log;

import static io.eightnines.log.ReplicatedLogContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas in this process, over loopback sockets and mutual TLS. */
class RatisGroupTest {
  private static final LogPolicy POLICY =
      new LogPolicy(
          Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofMillis(400), 1_000_000);

  /** Leaves time to see what does not wait for a heartbeat, of which there is one a second. */
  private static final LogPolicy CALM = patient(2000, 2500);

  @TempDir private Path directory;
  private Replicas group;

  @BeforeEach
  void choosePlaces() throws Exception {
    group = new Replicas(directory, POLICY);
  }

  @AfterEach
  void closeAll() throws Exception {
    group.close();
  }

  @Test
  void what_any_replica_proposes_is_applied_by_all_with_the_same_stamps() throws Exception {
    group.startAll();

    for (String name : group.running()) {
      group.commit(name, "by " + name);
    }

    for (String name : List.of("ns1", "ns2", "ns3")) {
      group.awaitEverywhere("by " + name);
    }
    assertThat(group.fold("ns1").lines())
        .isEqualTo(group.fold("ns2").lines())
        .isEqualTo(group.fold("ns3").lines());
    assertThat(group.log("ns1").membership().members()).isEqualTo(group.members());
  }

  @Test
  void without_their_leader_the_others_go_on_and_stamps_do_not_go_back() throws Exception {
    group.start("ns1");
    group.start("ns2");
    group.commit("ns2", "before");
    InstantSource late = () -> InstantSource.system().instant().minus(Duration.ofMinutes(5));
    group.start("ns3", group.authority().member("ns3"), late);
    group.awaitEverywhere("before");

    for (int round = 0; round < 2; round++) {
      String gone = group.leader();
      group.stop(gone);
      group.commit(group.running().getFirst(), "after " + round);
      group.awaitEverywhere("after " + round);
      group.start(gone, group.authority().member(gone), late);
      group.awaitEverywhere("after " + round);
    }

    for (Recorder fold : group.folds()) {
      assertThat(fold.lines()).extracting(Recorder.Line::logMillis).isSorted();
    }
  }

  @Test
  void one_of_three_commits_nothing_says_so_in_time_and_knows_that_it_is_cut_off()
      throws Exception {
    group.startAll();
    group.commit("ns1", "before");
    group.awaitEverywhere("before");
    String left = group.leader();
    for (Member member : group.members()) {
      if (!member.name().equals(left)) {
        group.stop(member.name());
      }
    }

    long start = System.nanoTime();
    assertThatThrownBy(() -> group.log(left).propose(bytes("lost")).get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NotCommittedException.class);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(took).isLessThan(Duration.ofSeconds(2));
    Await.until(
        "it knows no leader", () -> group.log(left).membership().role() == Membership.Role.CUT_OFF);
    Await.until(
        "it has known none for a second",
        () -> group.log(left).membership().sinceLeader().compareTo(Duration.ofSeconds(1)) > 0);
    assertThat(group.fold(left).commands()).containsOnly("before");
  }

  @Test
  void a_replica_certified_by_another_authority_is_refused() throws Exception {
    group.start("ns1");
    group.start("ns2");
    group.commit("ns1", "before");
    Certificates stranger = new Certificates(directory.resolve("stranger"), "authority");
    Replica.Tls own = stranger.member("ns3");

    RatisLog impostor =
        group.start(
            "ns3",
            new Replica.Tls(own.certificate(), own.key(), group.authority().authority()),
            InstantSource.system());

    assertThatThrownBy(() -> impostor.propose(bytes("forged")).get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NotCommittedException.class);
    group.commit("ns1", "after");
    for (String sound : List.of("ns1", "ns2")) {
      Await.until("the two go on", () -> group.fold(sound).commands().contains("after"));
      assertThat(group.fold(sound).commands()).contains("before").doesNotContain("forged");
    }
  }

  @Test
  void a_replica_that_was_away_catches_up_from_the_log() throws Exception {
    group.startAll();
    group.commit("ns1", "before");
    String away = group.leader().equals("ns3") ? "ns2" : "ns3";
    group.stop(away);
    for (int i = 0; i < 20; i++) {
      group.commit("ns1", "meanwhile " + i);
    }

    group.start(away);

    group.awaitEverywhere("meanwhile 19");
    assertThat(group.fold(away).lines()).isEqualTo(group.fold("ns1").lines());
  }

  @Test
  void one_that_returns_is_reached_at_once_however_long_nobody_could_be() throws Exception {
    group.startAll();
    group.commit("ns1", "before");
    group.awaitEverywhere("before");
    String behind = group.leader().equals("ns3") ? "ns2" : "ns3";
    group.stop(behind);
    group.commit(group.running().getFirst(), "only the other two have this");
    group.stop(group.leader());
    String left = group.running().getFirst();
    // By then a connection that was refused again and again is tried again only after seconds.
    Await.until(
        "nobody led for some time",
        () -> group.log(left).membership().sinceLeader().compareTo(Duration.ofSeconds(12)) > 0);

    group.start(behind);
    long start = System.nanoTime();

    // Only the one that was left can lead, so it must reach the one that returned.
    assertThat(group.leader()).isEqualTo(left);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(3500));
  }

  @Test
  void a_leader_that_lost_touch_may_lead_again_at_once() throws Exception {
    group.startAll();
    group.commit("ns1", "before");
    group.awaitEverywhere("before");
    String left = group.leader();
    List<String> others = group.running().stream().filter(name -> !name.equals(left)).toList();
    String behind = others.getFirst();
    group.stop(behind);
    group.commit(left, "only the other two have this");
    group.stop(others.getLast());
    Await.until(
        "it leads nobody", () -> group.log(left).membership().role() == Membership.Role.CUT_OFF);

    group.start(behind);
    long start = System.nanoTime();

    // Only the one that has the newest entry can lead.
    assertThat(group.leader()).isEqualTo(left);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(3500));
  }

  @Test
  void followers_apply_what_is_committed_without_waiting_for_a_heartbeat() throws Exception {
    group = new Replicas(directory, CALM);
    group.startAll();
    String leader = group.leader();
    group.commit(leader, "first");
    group.awaitEverywhere("first");

    long start = System.nanoTime();
    for (int i = 0; i < 8; i++) {
      group.commit(leader, "next " + i);
      group.awaitEverywhere("next " + i);
    }

    // Heartbeats come every second: eight of them would take twice as long.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void the_others_have_a_new_leader_long_before_they_would_miss_the_old_one() throws Exception {
    group = new Replicas(directory, patient(20_000, 25_000));
    group.start("ns1", POLICY);
    group.start("ns2");
    group.start("ns3");
    group.commit("ns1", "before");
    group.awaitEverywhere("before");
    assertThat(group.leader()).as("the only one that is not patient").isEqualTo("ns1");

    long start = System.nanoTime();
    group.stop("ns1");
    group.commit("ns3", "after");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    group.awaitEverywhere("after");
  }

  private static LogPolicy patient(int electionMinMillis, int electionMaxMillis) {
    return new LogPolicy(
        Duration.ofMillis(electionMinMillis),
        Duration.ofMillis(electionMaxMillis),
        Duration.ofSeconds(5),
        1_000_000);
  }
}
