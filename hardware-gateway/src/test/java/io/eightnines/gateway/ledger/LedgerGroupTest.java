package io.eightnines.gateway.ledger;

import static io.eightnines.gateway.ledger.Sites.issued;
import static io.eightnines.gateway.ledger.Sites.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.DrawId;
import io.eightnines.gateway.audit.LedgerAudit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What three members of one ledger promise together. */
class LedgerGroupTest {
  @TempDir private Path folder;
  private @Nullable Sites group;

  @BeforeEach
  void start_three() throws Exception {
    group = new Sites(folder, 3);
  }

  @AfterEach
  void stop_all() throws Exception {
    sites().close();
  }

  private Sites sites() {
    Sites there = group;
    if (there == null) {
      throw new AssertionError("the group has not started");
    }
    return there;
  }

  @Test
  void a_draw_issued_at_one_site_is_known_at_all_at_once() throws Exception {
    DrawId first = issued(sites().askUntilAnswered("site-1", request("c", null, "a")));
    DrawId second = issued(sites().askUntilAnswered("site-2", request("c", first, "b")));

    for (String name : sites().names()) {
      Ledger ledger = sites().at(name).ledger();
      assertThat(Sites.known(() -> ledger.draw(second))).isInstanceOf(Look.Found.class);
      assertThat(Sites.known(() -> ledger.head(Sites.CUSTOMER, new ChainName("c"))))
          .isEqualTo(
              new Look.Found<>(new ChainHead(Sites.CUSTOMER, new ChainName("c"), second, 2)));
    }
  }

  @Test
  void one_request_at_every_site_is_one_draw_and_a_rival_is_told_which() throws Exception {
    DrawId first = issued(sites().askUntilAnswered("site-1", request("c", null, "a")));

    for (String name : sites().names()) {
      assertThat(issued(sites().askUntilAnswered(name, request("c", null, "a")))).isEqualTo(first);
      assertThat(sites().askUntilAnswered(name, request("c", null, "b")))
          .isEqualTo(new IssueOutcome.Conflict(first));
      assertThat(sites().askUntilAnswered(name, request("d", first, "b")))
          .isEqualTo(new IssueOutcome.UnknownPrevious());
    }
  }

  @Test
  void when_the_leader_is_lost_the_others_go_on_and_it_learns_what_it_missed() throws Exception {
    DrawId first = issued(sites().askUntilAnswered("site-1", request("c", null, "a")));
    String lost = sites().leader();
    sites().stop(lost);
    String other = sites().names().stream().filter(name -> !name.equals(lost)).toList().getFirst();

    DrawId second = issued(sites().askUntilAnswered(other, request("c", first, "b")));
    sites().start(lost);

    Sites.until(() -> sites().at(lost).ledger().draw(second) instanceof Look.Found);
  }

  @Test
  void a_site_that_knows_no_leader_issues_nothing_and_shows_what_it_has() throws Exception {
    DrawId first = issued(sites().askUntilAnswered("site-1", request("c", null, "a")));
    Sites.until(() -> sites().at("site-1").ledger().draw(first) instanceof Look.Found);
    sites().stop("site-2");
    sites().stop("site-3");

    Sites.until(() -> !sites().at("site-1").ledger().isLed());

    assertThat(sites().at("site-1").writer().isWritable()).isFalse();
    assertThat(sites().ask("site-1", request("c", first, "b")))
        .isInstanceOf(IssueOutcome.Unavailable.class);
    assertThat(sites().at("site-1").ledger().draw(first)).isInstanceOf(Look.Found.class);
    assertThat(sites().at("site-1").ledger().draw(DrawId.ofContent(new byte[] {1})))
        .isInstanceOf(Look.Unknowable.class);
    assertThat(sites().at("site-1").ledger().head(Sites.CUSTOMER, new ChainName("c")))
        .isInstanceOf(Look.Unknowable.class);
  }

  @Test
  void a_site_has_caught_up_once_it_has_what_a_majority_had_and_not_before() throws Exception {
    DrawId first = issued(sites().askUntilAnswered("site-1", request("c", null, "a")));
    sites().stop("site-2");
    sites().stop("site-3");
    sites().stop("site-1");

    sites().start("site-1");
    CompletableFuture<Void> alone = sites().at("site-1").ledger().caughtUp();
    assertThat(sites().ask("site-1", request("c", first, "b")))
        .as("the group, asked for as long as an entry may take")
        .isInstanceOf(IssueOutcome.Unavailable.class);
    assertThat(alone).isNotDone();
    sites().start("site-2");

    alone.get(60, TimeUnit.SECONDS);
    assertThat(sites().at("site-1").ledger().hasCaughtUp()).isTrue();
    issued(sites().askUntilAnswered("site-1", request("c", first, "b")));
    long decided = sites().at("site-1").ledger().membership().applied();
    sites().start("site-3");
    Ledger late = sites().at("site-3").ledger();
    late.caughtUp().get(60, TimeUnit.SECONDS);
    assertThat(late.membership().applied()).isGreaterThanOrEqualTo(decided);
  }

  @Test
  void a_site_that_lost_its_disk_is_given_all_draws_again() throws Exception {
    @Nullable DrawId previous = null;
    for (int i = 0; i < 40; i++) {
      previous = issued(sites().askUntilAnswered("site-1", request("c", previous, "draw " + i)));
    }
    String lost =
        sites().names().stream().filter(name -> !name.equals(leaderNow())).toList().getFirst();
    sites().stop(lost);
    sites().wipe(lost);
    sites().join(lost);
    DrawId last = previous == null ? DrawId.ofContent(new byte[0]) : previous;

    Sites.until(() -> sites().at(lost).ledger().draw(last) instanceof Look.Found);
    List<String> names = sites().names();
    sites().close();

    for (String name : names) {
      LedgerAudit.Findings findings =
          LedgerAudit.of(List.of(sites().file(name)), List.of(sites().key()));
      assertThat(findings.faults()).isEmpty();
      assertThat(findings.draws()).hasSize(40);
    }
  }

  private String leaderNow() {
    try {
      return sites().leader();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_draw_that_is_damaged_on_one_disk_is_taken_from_another() throws Exception {
    DrawId id = issued(sites().askUntilAnswered("site-1", request("c", null, "a")));
    for (String name : sites().names()) {
      Sites.until(() -> sites().at(name).ledger().draw(id) instanceof Look.Found);
    }
    sites().stop("site-1");
    damage(sites().file("site-1"), id);
    sites().start("site-1");
    Sites.until(() -> sites().at("site-1").ledger().isLed());

    Sites.until(() -> sites().at("site-1").ledger().draw(id) instanceof Look.Found);

    List<String> names = sites().names();
    sites().close();
    for (String name : names) {
      assertThat(LedgerAudit.of(List.of(sites().file(name)), List.of(sites().key())).faults())
          .isEmpty();
    }
  }

  private static void damage(Path file, DrawId id) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER a_draw_is_never_changed");
      statement.execute(
          "UPDATE draws SET canonical = CAST(replace(CAST(canonical AS TEXT), 'acme', 'acne') AS"
              + " BLOB) WHERE id = '"
              + id
              + "'");
      statement.execute(SqliteFile.guards().getFirst());
    }
  }
}
