package io.eightnines.log;

import static io.eightnines.log.ReplicatedLogContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
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

  @TempDir private Path directory;
  private LogPolicy policy = POLICY;
  private Certificates authority;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, Recorder> folds = new TreeMap<>();
  private final Map<String, RatisLog> logs = new TreeMap<>();

  @BeforeEach
  void choosePorts() throws Exception {
    authority = new Certificates(directory.resolve("tls"), "authority");
    for (String name : List.of("ns1", "ns2", "ns3")) {
      members.add(new Member(name, "127.0.0.1", FreePort.at(InetAddress.getLoopbackAddress())));
    }
  }

  @AfterEach
  void closeAll() {
    logs.values().forEach(RatisLog::close);
  }

  private RatisLog start(String name, Replica.Tls tls, InstantSource wall) {
    Recorder fold = new Recorder();
    RatisLog log =
        RatisLog.open(
            new Replica(name, members, Optional.of(tls), policy),
            directory.resolve(name),
            fold,
            new Clocks(wall, System::nanoTime));
    folds.put(name, fold);
    logs.put(name, log);
    return log;
  }

  private RatisLog start(String name) throws Exception {
    return start(name, authority.member(name), InstantSource.system());
  }

  private void startAll() throws Exception {
    for (Member member : members) {
      start(member.name());
    }
  }

  private RatisLog log(String name) {
    return Objects.requireNonNull(logs.get(name), name);
  }

  private Recorder fold(String name) {
    return Objects.requireNonNull(folds.get(name), name);
  }

  private void close(String name) {
    log(name).close();
    logs.remove(name);
    folds.remove(name);
  }

  private void commit(RatisLog log, String command) throws Exception {
    Await.until(command + " is committed", () -> isCommitted(log, command));
  }

  /** Proposes once; a test that has just taken the leader away tries again. */
  private static boolean isCommitted(RatisLog log, String command) throws Exception {
    try {
      return log.propose(bytes(command)).get(5, TimeUnit.SECONDS) > 0;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(NotCommittedException.class);
      return false;
    }
  }

  private void awaitEverywhere(String command) throws Exception {
    for (Map.Entry<String, Recorder> fold : folds.entrySet()) {
      Await.until(
          fold.getKey() + " has " + command, () -> fold.getValue().commands().contains(command));
    }
  }

  private String leader() throws Exception {
    Await.until("somebody leads", () -> leading().isPresent());
    return leading().orElseThrow();
  }

  private Optional<String> leading() {
    return logs.values().stream()
        .map(RatisLog::membership)
        .filter(membership -> membership.role() == Membership.Role.LEADER)
        .map(Membership::self)
        .findFirst();
  }

  @Test
  void what_any_replica_proposes_is_applied_by_all_with_the_same_stamps() throws Exception {
    startAll();

    for (RatisLog log : logs.values()) {
      commit(log, "by " + log.membership().self());
    }

    for (String name : List.of("ns1", "ns2", "ns3")) {
      awaitEverywhere("by " + name);
    }
    assertThat(fold("ns1").lines()).isEqualTo(fold("ns2").lines()).isEqualTo(fold("ns3").lines());
    assertThat(log("ns1").membership().members()).isEqualTo(members);
  }

  @Test
  void without_their_leader_the_others_go_on_and_stamps_do_not_go_back() throws Exception {
    start("ns1");
    start("ns2");
    commit(log("ns2"), "before");
    InstantSource late = () -> InstantSource.system().instant().minus(Duration.ofMinutes(5));
    start("ns3", authority.member("ns3"), late);
    awaitEverywhere("before");

    for (int round = 0; round < 2; round++) {
      String gone = leader();
      close(gone);
      RatisLog other = logs.values().iterator().next();
      commit(other, "after " + round);
      awaitEverywhere("after " + round);
      start(gone, authority.member(gone), late);
      awaitEverywhere("after " + round);
    }

    for (Recorder fold : folds.values()) {
      assertThat(fold.lines()).extracting(Recorder.Line::logMillis).isSorted();
    }
  }

  @Test
  void one_of_three_commits_nothing_says_so_in_time_and_knows_that_it_is_cut_off()
      throws Exception {
    startAll();
    commit(log("ns1"), "before");
    awaitEverywhere("before");
    String left = leader();
    for (Member member : members) {
      if (!member.name().equals(left)) {
        close(member.name());
      }
    }

    long start = System.nanoTime();
    assertThatThrownBy(() -> log(left).propose(bytes("lost")).get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NotCommittedException.class);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(took).isLessThan(Duration.ofSeconds(2));
    Await.until(
        "it knows no leader", () -> log(left).membership().role() == Membership.Role.CUT_OFF);
    Await.until(
        "it has known none for a second",
        () -> log(left).membership().sinceLeader().compareTo(Duration.ofSeconds(1)) > 0);
    assertThat(fold(left).commands()).containsExactly("before");
  }

  @Test
  void a_replica_certified_by_another_authority_is_refused() throws Exception {
    start("ns1");
    start("ns2");
    commit(log("ns1"), "before");
    Certificates stranger = new Certificates(directory.resolve("stranger"), "authority");
    Replica.Tls own = stranger.member("ns3");

    RatisLog impostor =
        start(
            "ns3",
            new Replica.Tls(own.certificate(), own.key(), authority.authority()),
            InstantSource.system());

    assertThatThrownBy(() -> impostor.propose(bytes("forged")).get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NotCommittedException.class);
    commit(log("ns1"), "after");
    Await.until("the two go on", () -> fold("ns2").commands().contains("after"));
    assertThat(fold("ns1").commands()).contains("before", "after").doesNotContain("forged");
  }

  @Test
  void a_replica_that_was_away_catches_up_from_the_log() throws Exception {
    startAll();
    commit(log("ns1"), "before");
    String away = leader().equals("ns3") ? "ns2" : "ns3";
    close(away);
    for (int i = 0; i < 20; i++) {
      commit(log("ns1"), "meanwhile " + i);
    }

    start(away);

    awaitEverywhere("meanwhile 19");
    assertThat(fold(away).lines()).isEqualTo(fold("ns1").lines());
  }

  @Test
  void one_that_returns_is_reached_at_once_however_long_nobody_could_be() throws Exception {
    startAll();
    commit(log("ns1"), "before");
    awaitEverywhere("before");
    String behind = leader().equals("ns3") ? "ns2" : "ns3";
    close(behind);
    commit(logs.values().iterator().next(), "only the other two have this");
    close(leader());
    String left = logs.keySet().iterator().next();
    // By then a connection that was refused again and again is tried again only after seconds.
    Await.until(
        "nobody led for some time",
        () -> log(left).membership().sinceLeader().compareTo(Duration.ofSeconds(12)) > 0);

    start(behind);
    long start = System.nanoTime();

    // Only the one that was left can lead, so it must reach the one that returned.
    assertThat(leader()).isEqualTo(left);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(3500));
  }

  @Test
  void followers_apply_what_is_committed_without_waiting_for_a_heartbeat() throws Exception {
    policy =
        new LogPolicy(
            Duration.ofMillis(2000), Duration.ofMillis(2500), Duration.ofSeconds(5), 1_000_000);
    startAll();
    String leader = leader();
    commit(log(leader), "first");
    awaitEverywhere("first");

    long start = System.nanoTime();
    for (int i = 0; i < 8; i++) {
      commit(log(leader), "next " + i);
      awaitEverywhere("next " + i);
    }

    // Heartbeats come every second: eight of them would take twice as long.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }
}
