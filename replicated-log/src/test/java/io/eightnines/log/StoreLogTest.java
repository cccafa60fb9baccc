package io.eightnines.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log promises to states that lie on disk. */
class StoreLogTest {
  /**
   * Segments of 2 MB, and commands of which forty fill one: the log is purged soon. Whoever leads
   * goes on leading meanwhile, also on a slow machine.
   */
  private static final LogPolicy POLICY =
      new LogPolicy(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), 10);

  private static final int LARGE = 60_000;

  @TempDir private Path directory;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, StoreLog> logs = new TreeMap<>();
  private final Map<String, Tape> tapes = new TreeMap<>();
  private Callable<Void> onFetched = () -> null;

  @BeforeEach
  void startThree() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      members.add(new Member(name, "127.0.0.1", FreePort.at(InetAddress.getLoopbackAddress())));
    }
    Certificates authority = new Certificates(directory.resolve("tls"), "authority");
    for (Member member : members) {
      tls.put(member.name(), authority.member(member.name()));
      start(member.name());
    }
  }

  private final Map<String, Replica.Tls> tls = new TreeMap<>();

  private void start(String name) throws Exception {
    start(name, false);
  }

  private void start(String name, boolean joins) throws Exception {
    Tape tape = new Tape(directory.resolve(name), onFetched);
    tapes.put(name, tape);
    logs.put(
        name,
        RatisLog.openStore(
            new Replica(name, members, Optional.ofNullable(tls.get(name)), POLICY, joins),
            directory.resolve(name),
            tape,
            new Clocks(InstantSource.system(), System::nanoTime)));
  }

  @AfterEach
  void closeAll() throws Exception {
    Closing.all(logs.values());
  }

  private StoreLog log(String name) {
    return Objects.requireNonNull(logs.get(name), name);
  }

  private Tape tape(String name) {
    return Objects.requireNonNull(tapes.get(name), name);
  }

  private String submit(String name, String command, int bytes) throws Exception {
    byte[] padded =
        Arrays.copyOf(command.getBytes(StandardCharsets.UTF_8), Math.max(bytes, command.length()));
    Arrays.fill(padded, command.length(), padded.length, (byte) ' ');
    List<String> answers = new ArrayList<>();
    Await.until(
        command + " is committed",
        () -> {
          try {
            answers.add(new String(log(name).submit(padded).get(), StandardCharsets.UTF_8));
            return true;
          } catch (ExecutionException notNow) {
            return false;
          }
        });
    return answers.getLast();
  }

  @Test
  void whoever_proposes_is_answered_by_the_store_and_may_read_what_was_committed_anywhere()
      throws Exception {
    assertThat(submit("b", "one", 0)).isEqualTo("took one");

    for (String name : logs.keySet()) {
      Await.until(name + " is up to date", () -> isUpToDate(name));
      assertThat(tape(name).commands()).contains("one");
    }
    assertThat(new String(log("a").ask("c", new byte[4]).get(), StandardCharsets.UTF_8))
        .endsWith("one");
  }

  private boolean isUpToDate(String name) throws InterruptedException {
    try {
      var _ = log(name).catchUp().get();
      return true;
    } catch (ExecutionException notYet) {
      return false;
    }
  }

  @Test
  void a_store_whose_next_entries_the_log_has_forgotten_fetches_them_from_the_leader()
      throws Exception {
    submit("a", "first", 0);
    Await.until("c has it", () -> tape("c").commands().contains("first"));
    log("c").close();
    for (int i = 0; i < 120; i++) {
      submit("a", "large " + i, LARGE);
    }

    start("c");
    submit("a", "last", 0);

    Await.until("c has the last one", () -> tape("c").commands().contains("last"));
    assertThat(tape("c").refills()).isPositive();
    assertThat(tape("c").commands()).containsExactlyElementsOf(tape("a").commands());
  }

  /** The next leader's log begins early enough, so that it would have nothing to say. */
  @Test
  void a_store_that_has_fetched_when_its_leader_dies_is_heard_by_the_next_one() throws Exception {
    submit("a", "first", 0);
    String dies = log("a").membership().leader().orElseThrow();
    String fetches = dies.equals("c") ? "b" : "c";
    String leads = "abc".replace(dies, "").replace(fetches, "");
    Await.until("it has it", () -> tape(fetches).commands().contains("first"));
    log(fetches).close();
    tape(leads).keepLog();
    for (int i = 0; i < 120; i++) {
      submit(dies, "large " + i, LARGE);
    }
    onFetched =
        () -> {
          log(dies).close();
          return null;
        };

    start(fetches);
    Await.until("it has fetched", () -> tape(fetches).refills() > 0);

    assertThat(submit(leads, "last", 0)).isEqualTo("took last");
    Await.until("it has the last one", () -> tape(fetches).commands().contains("last"));
    assertThat(tape(fetches).commands()).containsExactlyElementsOf(tape(leads).commands());
  }

  /** The log begins anew with each leader, and what is before that is forgotten first. */
  @Test
  void a_store_that_ends_where_the_log_begins_is_sent_the_rest() throws Exception {
    submit("a", "first", 0);
    for (String name : List.of("a", "b", "c")) {
      Await.until(name + " has it", () -> tape(name).commands().contains("first"));
    }
    String gone = log("a").membership().leader().orElseThrow();
    String other = gone.equals("b") ? "c" : "b";
    log(gone).close();
    tape(gone).settle();
    for (int i = 0; i < 60; i++) {
      submit(other, "later " + i, 0);
    }

    start(gone);
    submit(other, "last", 0);

    Await.until("it has the last one", () -> tape(gone).commands().contains("last"));
    assertThat(tape(gone).commands()).containsExactlyElementsOf(tape(other).commands());
  }

  @Test
  void a_store_that_lost_its_disk_is_sent_all_of_it_again_though_nothing_new_is_written()
      throws Exception {
    for (int i = 0; i < 20; i++) {
      submit("a", "before " + i, 0);
    }
    String lost = log("a").membership().leader().orElseThrow().equals("b") ? "c" : "b";
    Await.until("it has all", () -> tape(lost).commands().contains("before 19"));
    log(lost).close();
    LostDisk.wipe(directory.resolve(lost));

    start(lost, true);

    Await.until("it has all again", () -> tape(lost).commands().contains("before 19"));
    assertThat(tape(lost).commands()).containsExactlyElementsOf(tape("a").commands());
  }

  @Test
  void a_store_that_lost_its_state_but_not_its_purged_log_is_refused() throws Exception {
    for (int i = 0; i < 120; i++) {
      submit("a", "large " + i, LARGE);
    }
    log("a").close();
    Files.delete(directory.resolve("a").resolve("tape"));

    assertThatThrownBy(() -> start("a"))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("remove both");
  }

  @Test
  void one_that_leads_and_whose_disk_refuses_a_write_is_broken_and_the_others_go_on()
      throws Exception {
    submit("a", "first", 0);
    String leads = log("a").membership().leader().orElseThrow();
    String other = leads.equals("b") ? "c" : "b";
    // The next segment of the log has no place to go.
    Path entries = directory.resolve(leads).resolve("log").resolve(group()).resolve("current");
    Files.move(entries, entries.resolveSibling("away"));

    byte[] large = new byte[LARGE];
    for (int i = 0; i < 60; i++) {
      var _ = log(leads).submit(large);
    }

    Await.until("it knows", () -> log(leads).isBroken());
    assertThat(log(leads).membership().role()).isEqualTo(Membership.Role.CUT_OFF);
    submit(other, "after", 0);
  }

  private static String group() {
    return Replica.groupId(Replica.FIRST_GROUP).toString();
  }
}
