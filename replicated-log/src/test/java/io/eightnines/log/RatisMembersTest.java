package io.eightnines.log;

import static io.eightnines.log.ReplicatedLogContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  /** Whoever leads goes on leading while the group changes, also on a slow machine. */
  private static final LogPolicy POLICY =
      new LogPolicy(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), 20);

  @TempDir private Path directory;
  private Replicas group;
  private List<Member> members;

  @BeforeEach
  void startThree() throws Exception {
    group = new Replicas(directory, POLICY);
    members = group.members();
    group.startAll();
    group.commit("ns1", "begin");
    group.awaitEverywhere("begin");
  }

  @AfterEach
  void closeAll() throws Exception {
    group.close();
  }

  private List<Member> without(String name) {
    return members.stream().filter(m -> !m.name().equals(name)).toList();
  }

  private void change(String asked, List<Member> present, List<Member> wanted) throws Exception {
    var _ = group.log(asked).changeMembers(present, wanted).get(15, TimeUnit.SECONDS);
    for (Member member : wanted) {
      Await.until(
          member.name() + " knows the new group",
          () -> group.log(member.name()).membership().members().equals(wanted));
    }
  }

  private List<String> left(String... names) {
    return group.running().stream().filter(name -> !List.of(names).contains(name)).toList();
  }

  @Test
  void one_that_is_removed_is_cut_off_and_one_that_is_added_back_catches_up() throws Exception {
    String gone = group.follower();
    List<Member> two = without(gone);

    change(group.leader(), members, two);

    Await.until(
        "it knows that it is out",
        () -> group.log(gone).membership().role() == Membership.Role.CUT_OFF);
    group.commit(two.getFirst().name(), "by two");
    assertThatThrownBy(
            () -> group.log(gone).propose(bytes("from outside")).get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NotCommittedException.class);
    group.stop(gone);
    for (int i = 0; i < 5; i++) {
      group.commit(two.getFirst().name(), "meanwhile " + i);
    }

    group.start(group.member(gone), members, true);
    change(two.getLast().name(), two, members);

    group.awaitEverywhere("meanwhile 4");
    assertThat(group.fold(gone).lines()).isEqualTo(group.fold(group.leader()).lines());
    group.commit(gone, "back again");
    group.awaitEverywhere("back again");
    assertThat(group.fold(gone).commands()).doesNotContain("from outside");
  }

  @Test
  void the_leader_can_be_removed_and_the_others_elect_one_of_them() throws Exception {
    String old = group.leader();
    List<Member> two = without(old);

    change(old, members, two);

    Await.until(
        "it knows that it is out",
        () -> group.log(old).membership().role() == Membership.Role.CUT_OFF);
    group.stop(old);
    group.commit(two.getFirst().name(), "by two");
    group.awaitEverywhere("by two");
    assertThat(group.leader()).isIn(two.stream().map(Member::name).toList());
  }

  @Test
  void a_dead_member_is_replaced_by_one_on_another_machine() throws Exception {
    String dead = group.follower();
    group.stop(dead);
    LostDisk.wipe(group.state(dead));
    List<Member> two = without(dead);
    for (int i = 0; i < 100; i++) {
      group.commit(group.leader(), "meanwhile " + i);
    }

    change(left(dead, group.leader()).getFirst(), members, two);
    Member fresh = Replicas.newMember("ns4");
    List<Member> three = new ArrayList<>(two);
    three.add(fresh);
    group.start(fresh, three, true);
    change(left("ns4", group.leader()).getFirst(), two, three);

    group.awaitEverywhere("meanwhile 99");
    group.commit("ns4", "by the new one");
    group.awaitEverywhere("by the new one");
    assertThat(group.fold("ns4").lines()).isEqualTo(group.fold(group.leader()).lines());
  }

  @Test
  void a_member_with_an_ipv6_address_is_reached_and_told_as_it_was_given() throws Exception {
    Member fresh = new Member("ns4", "::1", FreePort.at(InetAddress.ofLiteral("::1")));
    List<Member> four = new ArrayList<>(members);
    four.add(fresh);
    group.start(fresh, four, true);

    change(left("ns4", group.leader()).getFirst(), members, four);

    group.commit("ns4", "by the new one");
    group.awaitEverywhere("by the new one");
  }

  @Test
  void one_that_does_not_run_is_not_added_and_the_group_goes_on() throws Exception {
    List<Member> four = new ArrayList<>(members);
    four.add(Replicas.newMember("ns4"));

    assertThatThrownBy(
            () -> group.log(group.leader()).changeMembers(members, four).get(15, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ChangeRefusedException.class);

    group.commit(group.follower(), "after");
    group.awaitEverywhere("after");
    assertThat(group.log("ns1").membership().members()).isEqualTo(members);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_change_of_another_group_than_the_present_one_is_refused(boolean byLeader)
      throws Exception {
    List<Member> two = without(group.follower());
    String asked = byLeader ? group.leader() : group.follower();

    assertThatThrownBy(
            () -> group.log(asked).changeMembers(two, two.subList(0, 1)).get(15, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ChangeRefusedException.class);

    assertThat(group.log("ns1").membership().members()).isEqualTo(members);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_replica_that_lost_its_disk_is_given_the_leaders_snapshot(boolean joins) throws Exception {
    String lost = group.follower();
    group.stop(lost);
    LostDisk.wipe(group.state(lost));
    String filling = "x".repeat(60_000);
    for (int i = 0; i < 150; i++) {
      group.commit(group.leader(), i + filling);
    }
    Await.until("the entries before are purged", () -> firstInLog(group.leader()) > 0);

    group.start(group.member(lost), members, joins);

    group.commit(group.leader(), "after");
    group.awaitEverywhere("after");
    assertThat(group.fold(lost).restored()).isPositive();
    assertThat(new HashSet<>(group.fold(lost).commands())).hasSize(152);
    assertThat(group.fold(lost).lines())
        .extracting(Recorder.Line::index)
        .isEqualTo(group.fold(group.leader()).lines().stream().map(Recorder.Line::index).toList());
    group.commit(lost, "by itself");
    group.awaitEverywhere("by itself");
  }

  @Test
  void a_snapshot_of_another_member_can_be_restored_and_gone_on_from() throws Exception {
    String lost = group.follower();
    group.stop(lost);
    LostDisk.wipe(group.state(lost));
    group.commit(group.leader(), "in the snapshot");
    Snapshot taken = group.log(group.leader()).snapshot().get(5, TimeUnit.SECONDS);
    assertThat(taken.files()).hasSize(2).allMatch(Files::exists);
    group.commit(group.leader(), "after the snapshot");

    long index = RatisLog.restore(taken.files().getFirst(), directory.resolve(lost));
    group.start(group.member(lost), members, false);

    assertThat(index).isEqualTo(taken.index());
    assertThat(group.fold(lost).commands()).contains("begin", "in the snapshot");
    group.awaitEverywhere("after the snapshot");
    group.commit(lost, "by itself");
    group.awaitEverywhere("by itself");
    assertThat(group.fold(lost).lines()).isEqualTo(group.fold(group.leader()).lines());
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
