package io.eightnines.log;

import static io.eightnines.log.ReplicatedLogContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a group of real replicas, over loopback sockets and mutual TLS, loses and gains members. */
class RatisMembersTest {
  private static final LogPolicy POLICY =
      new LogPolicy(Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofMillis(400), 20);

  @TempDir private Path directory;
  private Certificates authority;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, Recorder> folds = new TreeMap<>();
  private final Map<String, RatisLog> logs = new TreeMap<>();

  @BeforeEach
  void startThree() throws Exception {
    authority = new Certificates(directory.resolve("tls"), "authority");
    for (String name : List.of("ns1", "ns2", "ns3")) {
      members.add(member(name));
    }
    for (Member member : members) {
      start(member, members, false);
    }
    commit(log("ns1"), "begin");
    awaitEverywhere("begin");
  }

  @AfterEach
  void closeAll() {
    logs.values().forEach(RatisLog::close);
  }

  private static Member member(String name) throws IOException {
    return new Member(name, "127.0.0.1", FreePort.at(InetAddress.getLoopbackAddress()));
  }

  private void start(Member self, List<Member> group, boolean joins) throws Exception {
    Recorder fold = new Recorder();
    Replica replica =
        new Replica(self.name(), group, Optional.of(authority.member(self.name())), POLICY, joins);
    logs.put(
        self.name(),
        RatisLog.open(
            replica,
            directory.resolve(self.name()),
            fold,
            new Clocks(InstantSource.system(), System::nanoTime)));
    folds.put(self.name(), fold);
  }

  private void stop(String name) {
    log(name).close();
    logs.remove(name);
    folds.remove(name);
  }

  private void wipe(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private RatisLog log(String name) {
    return Objects.requireNonNull(logs.get(name), name);
  }

  private Recorder fold(String name) {
    return Objects.requireNonNull(folds.get(name), name);
  }

  private Member called(String name) {
    return members.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private List<Member> without(String name) {
    return members.stream().filter(m -> !m.name().equals(name)).toList();
  }

  private static void commit(RatisLog log, String command) throws Exception {
    Await.until(command + " is committed", () -> isCommitted(log, command));
  }

  private static boolean isCommitted(RatisLog log, String command) throws Exception {
    try {
      return log.propose(bytes(command)).get(5, TimeUnit.SECONDS) > 0;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(NotCommittedException.class);
      return false;
    }
  }

  private void awaitEverywhere(String command) throws Exception {
    for (String name : folds.keySet()) {
      Await.until(name + " has " + command, () -> fold(name).commands().contains(command));
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

  private String follower() throws Exception {
    String leader = leader();
    return logs.keySet().stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
  }

  private void change(String asked, List<Member> present, List<Member> wanted) throws Exception {
    var _ = log(asked).changeMembers(present, wanted).get(15, TimeUnit.SECONDS);
    for (Member member : wanted) {
      Await.until(
          member.name() + " knows the new group",
          () -> log(member.name()).membership().members().equals(wanted));
    }
  }

  private List<String> left(String... names) {
    return logs.keySet().stream().filter(name -> !List.of(names).contains(name)).toList();
  }

  @Test
  void one_that_is_removed_is_cut_off_and_one_that_is_added_back_catches_up() throws Exception {
    String gone = follower();
    List<Member> two = without(gone);

    change(leader(), members, two);

    Await.until(
        "it knows that it is out", () -> log(gone).membership().role() == Membership.Role.CUT_OFF);
    commit(log(two.getFirst().name()), "by two");
    assertThatThrownBy(() -> log(gone).propose(bytes("from outside")).get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NotCommittedException.class);
    stop(gone);
    for (int i = 0; i < 5; i++) {
      commit(log(two.getFirst().name()), "meanwhile " + i);
    }

    start(called(gone), members, true);
    change(two.getLast().name(), two, members);

    awaitEverywhere("meanwhile 4");
    assertThat(fold(gone).lines()).isEqualTo(fold(leader()).lines());
    commit(log(gone), "back again");
    awaitEverywhere("back again");
    assertThat(fold(gone).commands()).doesNotContain("from outside");
  }

  @Test
  void the_leader_can_be_removed_and_the_others_elect_one_of_them() throws Exception {
    String old = leader();
    List<Member> two = without(old);

    change(old, members, two);

    Await.until(
        "it knows that it is out", () -> log(old).membership().role() == Membership.Role.CUT_OFF);
    stop(old);
    commit(log(two.getFirst().name()), "by two");
    awaitEverywhere("by two");
    assertThat(leader()).isIn(two.stream().map(Member::name).toList());
  }

  @Test
  void a_dead_member_is_replaced_by_one_on_another_machine() throws Exception {
    String dead = follower();
    stop(dead);
    wipe(dead);
    List<Member> two = without(dead);
    for (int i = 0; i < 100; i++) {
      commit(log(leader()), "meanwhile " + i);
    }

    change(left(dead, leader()).getFirst(), members, two);
    Member fresh = member("ns4");
    List<Member> three = new ArrayList<>(two);
    three.add(fresh);
    start(fresh, three, true);
    change(left("ns4", leader()).getFirst(), two, three);

    awaitEverywhere("meanwhile 99");
    commit(log("ns4"), "by the new one");
    awaitEverywhere("by the new one");
    assertThat(fold("ns4").lines()).isEqualTo(fold(leader()).lines());
  }

  @Test
  void a_member_with_an_ipv6_address_is_reached_and_told_as_it_was_given() throws Exception {
    Member fresh = new Member("ns4", "::1", FreePort.at(InetAddress.ofLiteral("::1")));
    List<Member> four = new ArrayList<>(members);
    four.add(fresh);
    start(fresh, four, true);

    change(left("ns4", leader()).getFirst(), members, four);

    commit(log("ns4"), "by the new one");
    awaitEverywhere("by the new one");
  }

  @Test
  void one_that_does_not_run_is_not_added_and_the_group_goes_on() throws Exception {
    List<Member> four = new ArrayList<>(members);
    four.add(member("ns4"));

    assertThatThrownBy(() -> log(leader()).changeMembers(members, four).get(15, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ChangeRefusedException.class);

    commit(log(follower()), "after");
    awaitEverywhere("after");
    assertThat(log("ns1").membership().members()).isEqualTo(members);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_change_of_another_group_than_the_present_one_is_refused(boolean byLeader)
      throws Exception {
    List<Member> two = without(follower());
    String asked = byLeader ? leader() : follower();

    assertThatThrownBy(
            () -> log(asked).changeMembers(two, two.subList(0, 1)).get(15, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ChangeRefusedException.class);

    assertThat(log("ns1").membership().members()).isEqualTo(members);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_replica_that_lost_its_disk_is_given_the_leaders_snapshot(boolean joins) throws Exception {
    String lost = follower();
    stop(lost);
    wipe(lost);
    String filling = "x".repeat(60_000);
    for (int i = 0; i < 150; i++) {
      commit(log(leader()), i + filling);
    }
    Await.until("the entries before are purged", () -> firstInLog(leader()) > 0);

    start(called(lost), members, joins);

    commit(log(leader()), "after");
    awaitEverywhere("after");
    assertThat(fold(lost).restored()).isPositive();
    assertThat(fold(lost).lines()).hasSize(152);
    assertThat(fold(lost).lines())
        .extracting(Recorder.Line::index)
        .isEqualTo(fold(leader()).lines().stream().map(Recorder.Line::index).toList());
    commit(log(lost), "by itself");
    awaitEverywhere("by itself");
  }

  @Test
  void a_snapshot_of_another_member_can_be_restored_and_gone_on_from() throws Exception {
    String lost = follower();
    stop(lost);
    wipe(lost);
    commit(log(leader()), "in the snapshot");
    Snapshot taken = log(leader()).snapshot().get(5, TimeUnit.SECONDS);
    assertThat(taken.files()).hasSize(2).allMatch(Files::exists);
    commit(log(leader()), "after the snapshot");

    long index = RatisLog.restore(taken.files().getFirst(), directory.resolve(lost));
    start(called(lost), members, false);

    assertThat(index).isEqualTo(taken.index());
    assertThat(fold(lost).commands()).startsWith("begin", "in the snapshot");
    awaitEverywhere("after the snapshot");
    commit(log(lost), "by itself");
    awaitEverywhere("by itself");
    assertThat(fold(lost).lines()).isEqualTo(fold(leader()).lines());
  }

  private long firstInLog(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("log_(inprogress_)?\\d+(-\\d+)?"))
          .mapToLong(file -> Long.parseLong(file.replaceAll("\\D*(\\d+).*", "$1")))
          .min()
          .orElse(0);
    }
  }
}
