package io.eightnines.gateway.ledger;

import static io.eightnines.gateway.ledger.Sites.issued;
import static io.eightnines.gateway.ledger.Sites.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.audit.LedgerAudit;
import io.eightnines.gateway.signing.KnownSignatures;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of bytes that a disk changes under a member that runs. */
class LedgerScrubTest {
  private static final int DRAWS = 60;
  private static final int EVERY_ROW_AT_ONCE = 10_000;
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private @Nullable Sites group;
  private @Nullable LedgerScrub scrub;
  private final List<DrawId> draws = new ArrayList<>();

  @BeforeEach
  void start_three_that_have_some_draws() throws Exception {
    group = new Sites(folder, 3);
    @Nullable DrawId previous = null;
    for (int i = 0; i < DRAWS; i++) {
      previous = issued(sites().askUntilAnswered("site-1", request("c", previous, "draw " + i)));
      draws.add(previous);
    }
    for (String name : sites().names()) {
      Sites.until(() -> sites().at(name).ledger().draw(draws.getLast()) instanceof Look.Found);
    }
    PublishedKeys keys = new PublishedKeys(List.of(sites().published()));
    scrub = sites().at("site-1").ledger().scrub(EVERY_ROW_AT_ONCE, new KnownSignatures(() -> keys));
    scrub.start();
  }

  @AfterEach
  void stop_all() throws Exception {
    scrub().stop();
    sites().close();
  }

  private Sites sites() {
    Sites there = group;
    if (there == null) {
      throw new AssertionError("the group has not started");
    }
    return there;
  }

  private LedgerScrub scrub() {
    LedgerScrub there = scrub;
    if (there == null) {
      throw new AssertionError("the scrub has not started");
    }
    return there;
  }

  private Path file() {
    return sites().file("site-1");
  }

  @Test
  void an_id_that_is_changed_wherever_it_stands_is_noticed_and_mended() throws Exception {
    String id = draws.get(DRAWS / 2).value();
    settle();
    int places = places(id).size();

    for (int i = 0; i < places; i++) {
      settle();
      long before = scrub().view().mended();
      flip(places(id).get(i) + 7);
      Sites.until(() -> scrub().view().mended() > before);
      awaitSound();
    }

    assertThat(places).isGreaterThanOrEqualTo(6);
    assertThat(scrub().view().waiting()).isZero();
  }

  @Test
  void a_changed_signature_is_noticed_and_mended_though_the_id_does_not_cover_it()
      throws Exception {
    settle();
    String id = draws.get(DRAWS / 3).value();
    byte[] content = Files.readAllBytes(file());
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int row = text.indexOf("\"id\":\"" + id);
    int value = text.indexOf("\"value\":\"", row) + 20;

    flip(value);

    Sites.until(() -> scrub().view().mended() >= 1);
    awaitSound();
  }

  @Test
  void what_nobody_can_help_with_is_told_and_is_mended_once_somebody_can() throws Exception {
    settle();
    sites().stop("site-2");
    sites().stop("site-3");
    // One in the middle: of the first rows the file holds what was there before a page was split.
    String canonical = "\"id\":\"" + draws.get(DRAWS / 2).value();

    flip(places(canonical).getFirst() + 10);
    Sites.until(() -> scrub().view().waiting() == 1);
    assertThat(scrub().view().mended()).isZero();

    sites().start("site-2");
    sites().start("site-3");
    Sites.until(() -> scrub().view().mended() >= 1);
    awaitSound();
  }

  @Test
  void a_damaged_structure_is_told_by_name_and_nothing_is_made_worse() throws Exception {
    settle();
    long page = places("\"id\":\"" + draws.get(DRAWS / 2).value()).getFirst() / PAGE * PAGE;

    flip(page);

    Sites.until(() -> scrub().view().fault().isPresent());
    assertThat(sites().askUntilAnswered("site-1", request("other", null, "goes on")))
        .isInstanceOf(IssueOutcome.Issued.class);
  }

  /** Puts all that was written into the file itself. */
  private void settle() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    }
  }

  private List<Long> places(String text) throws Exception {
    String content = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
    List<Long> places = new ArrayList<>();
    for (int at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
      places.add((long) at);
    }
    return places;
  }

  private void flip(long at) throws Exception {
    try (RandomAccessFile disk = new RandomAccessFile(file().toFile(), "rw")) {
      disk.seek(at);
      int there = disk.read();
      disk.seek(at);
      disk.write(there ^ 1);
    }
  }

  private void awaitSound() throws Exception {
    Sites.until(this::isSound);
    assertThat(LedgerAudit.of(List.of(file()), List.of(sites().key())).draws()).hasSize(DRAWS);
  }

  private boolean isSound() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet health = statement.executeQuery("PRAGMA integrity_check")) {
      return health.next()
          && health.getString(1).equals("ok")
          && LedgerAudit.of(List.of(file()), List.of(sites().key())).faults().isEmpty();
    }
  }
}
