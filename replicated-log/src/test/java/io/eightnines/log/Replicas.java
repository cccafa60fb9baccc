package io.eightnines.log;

import static io.eightnines.log.ReplicatedLogContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Replicas in this process, over loopback sockets and mutual TLS, and what they were told. */
final class Replicas {
  private final Path directory;
  private final LogPolicy policy;
  private final Certificates authority;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, Recorder> folds = new TreeMap<>();
  private final Map<String, RatisLog> logs = new TreeMap<>();

  /** Chooses the places of ns1, ns2 and ns3 and starts none of them. */
  Replicas(Path directory, LogPolicy policy) throws Exception {
    this.directory = directory;
    this.policy = policy;
    this.authority = new Certificates(directory.resolve("tls"), "authority");
    for (String name : List.of("ns1", "ns2", "ns3")) {
      members.add(newMember(name));
    }
  }

  static Member newMember(String name) throws IOException {
    return new Member(name, "127.0.0.1", FreePort.at(InetAddress.getLoopbackAddress()));
  }

  Certificates authority() {
    return authority;
  }

  /** The group as it is at first. */
  List<Member> members() {
    return members;
  }

  Member member(String name) {
    return members.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  Path state(String name) {
    return directory.resolve(name);
  }

  void startAll() throws Exception {
    for (Member member : members) {
      start(member.name());
    }
  }

  RatisLog start(String name) throws Exception {
    return start(name, authority.member(name), InstantSource.system());
  }

  /** Starts one that is faster or slower than the others. */
  RatisLog start(String name, LogPolicy own) throws Exception {
    Replica.Tls tls = authority.member(name);
    return start(new Replica(name, members, Optional.of(tls), own), InstantSource.system());
  }

  RatisLog start(String name, Replica.Tls tls, InstantSource wall) {
    return start(new Replica(name, members, Optional.of(tls), policy), wall);
  }

  RatisLog start(Member self, List<Member> group, boolean joins) throws Exception {
    Replica.Tls tls = authority.member(self.name());
    return start(
        new Replica(self.name(), group, Optional.of(tls), policy, joins), InstantSource.system());
  }

  private RatisLog start(Replica replica, InstantSource wall) {
    String name = replica.self();
    Recorder fold = new Recorder();
    RatisLog log = RatisLog.open(replica, state(name), fold, new Clocks(wall, System::nanoTime));
    folds.put(name, fold);
    logs.put(name, log);
    return log;
  }

  void stop(String name) {
    log(name).close();
    logs.remove(name);
    folds.remove(name);
  }

  /** The names of those that run. */
  List<String> running() {
    return List.copyOf(logs.keySet());
  }

  RatisLog log(String name) {
    return Objects.requireNonNull(logs.get(name), name);
  }

  Recorder fold(String name) {
    return Objects.requireNonNull(folds.get(name), name);
  }

  List<Recorder> folds() {
    return List.copyOf(folds.values());
  }

  String leader() throws Exception {
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

  String follower() throws Exception {
    String leader = leader();
    return running().stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
  }

  void commit(String name, String command) throws Exception {
    Await.until(command + " is committed", () -> isCommitted(log(name), command));
  }

  /**
   * Proposes once; a test that has just taken the leader away tries again. On a slow machine both
   * may be committed: the first one's answer was not awaited for long enough.
   */
  private static boolean isCommitted(RatisLog log, String command) throws Exception {
    try {
      return log.propose(bytes(command)).get(5, TimeUnit.SECONDS) > 0;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(NotCommittedException.class);
      return false;
    }
  }

  void awaitEverywhere(String command) throws Exception {
    for (Map.Entry<String, Recorder> fold : folds.entrySet()) {
      Await.until(
          fold.getKey() + " has " + command, () -> fold.getValue().commands().contains(command));
    }
  }

  void close() throws Exception {
    Closing.all(logs.values());
  }
}
