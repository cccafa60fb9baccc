package io.eightnines.gateway.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Signature;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import io.eightnines.time.Clocks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final LedgerWriter.Bounds BOUNDS =
      new LedgerWriter.Bounds(1000, 256, Duration.ofSeconds(10));

  @TempDir private Path folder;

  private final AtomicLong made = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final List<LedgerWriter> writers = new ArrayList<>();
  private final List<Ledger> ledgers = new ArrayList<>();
  private Path file = Path.of("");

  @BeforeEach
  void name_the_file() {
    file = folder.resolve("ledger.sqlite");
  }

  @AfterEach
  void stop_the_writers() throws Exception {
    for (LedgerWriter writer : writers) {
      writer.stop();
    }
    for (Ledger ledger : ledgers) {
      ledger.stop();
    }
  }

  @Test
  void a_chain_grows_draw_by_draw() throws Exception {
    LedgerWriter writer = start(this::make);
    DrawId first = issued(ask(writer, request("c", null, "a")));
    DrawId second = issued(ask(writer, request("c", first, "b")));

    LedgerReader reader = new LedgerReader(file, 1);
    assertThat(reader.head(CUSTOMER, new ChainName("c")))
        .contains(new ChainHead(CUSTOMER, new ChainName("c"), second, 2));
    assertThat(reader.head(CUSTOMER, new ChainName("d"))).isEmpty();
    assertThat(reader.draw(first)).isPresent();
    reader.stop();
  }

  @Test
  void a_retry_gets_the_same_bytes_and_makes_nothing() throws Exception {
    LedgerWriter writer = start(this::make);
    IssueOutcome first = ask(writer, request("c", null, "a"));

    IssueOutcome again = ask(writer, request("c", null, "a"));

    assertThat(again).isInstanceOf(IssueOutcome.Reissued.class);
    assertThat(canonical(again)).isEqualTo(canonical(first));
    assertThat(made).hasValue(1);
  }

  @Test
  void a_reroll_is_refused_with_the_id_of_what_was_issued() throws Exception {
    LedgerWriter writer = start(this::make);
    DrawId first = issued(ask(writer, request("c", null, "a")));

    assertThat(ask(writer, request("c", null, "b"))).isEqualTo(new IssueOutcome.Conflict(first));
  }

  @Test
  void chains_and_customers_do_not_know_each_others_draws() throws Exception {
    LedgerWriter writer = start(this::make);
    DrawId first = issued(ask(writer, request("c", null, "a")));

    assertThat(ask(writer, request("d", first, "b"))).isEqualTo(new IssueOutcome.UnknownPrevious());
    assertThat(
            writer
                .submit(new CustomerId("other"), request("c", first, "b"), PATIENCE)
                .get(10, SECONDS))
        .isEqualTo(new IssueOutcome.UnknownPrevious());
  }

  @Test
  void without_bits_nothing_is_issued_and_a_retry_may_succeed() throws Exception {
    AtomicLong attempts = new AtomicLong();
    LedgerWriter writer =
        start((customer, request) ->
            attempts.getAndIncrement() == 0 ? Optional.empty() : make(customer, request));

    assertThat(ask(writer, request("c", null, "a"))).isEqualTo(new IssueOutcome.EntropyExhausted());
    assertThat(ask(writer, request("c", null, "a"))).isInstanceOf(IssueOutcome.Issued.class);
  }

  @Test
  void work_whose_deadline_has_passed_is_not_begun() throws Exception {
    LedgerWriter writer = writer(this::make, BOUNDS);
    CompletableFuture<IssueOutcome> late =
        writer.submit(CUSTOMER, request("c", null, "a"), Duration.ofMillis(5));
    nanos.addAndGet(Duration.ofMillis(5).toNanos());

    writer.start();

    assertThat(late.get(10, SECONDS)).isEqualTo(new IssueOutcome.DeadlinePassed());
    assertThat(made).hasValue(0);
  }

  @Test
  void more_than_the_queue_holds_are_told_to_come_again() throws Exception {
    LedgerWriter writer =
        writer(this::make, new LedgerWriter.Bounds(1, 256, Duration.ofSeconds(10)));
    CompletableFuture<IssueOutcome> waiting =
        writer.submit(CUSTOMER, request("c", null, "a"), PATIENCE);

    assertThat(writer.submit(CUSTOMER, request("d", null, "a"), PATIENCE))
        .isCompletedWithValue(new IssueOutcome.QueueFull());

    writer.start();
    assertThat(waiting.get(10, SECONDS)).isInstanceOf(IssueOutcome.Issued.class);
  }

  @Test
  void stopping_writes_what_waits_and_takes_no_more() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    LedgerWriter writer =
        start((customer, request) -> {
          awaitQuietly(go);
          return make(customer, request);
        });
    List<CompletableFuture<IssueOutcome>> waiting = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      waiting.add(writer.submit(CUSTOMER, request("c" + i, null, "a"), PATIENCE));
    }
    Thread stopper = Thread.ofVirtual().start(() -> stopQuietly(writer));

    while (writer.isWritable()) {
      Thread.onSpinWait();
    }
    assertThat(writer.submit(CUSTOMER, request("late", null, "a"), PATIENCE))
        .isCompletedWithValue(new IssueOutcome.Unavailable());
    go.countDown();
    stopper.join();

    assertThat(waiting)
        .allSatisfy(
            answer -> assertThat(answer.get(1, SECONDS)).isInstanceOf(IssueOutcome.Issued.class));
  }

  @Test
  void one_commit_serves_all_that_wait() throws Exception {
    List<Integer> commits = new ArrayList<>();
    LedgerWriter writer =
        new LedgerWriter(
            open(), this::make, BOUNDS, nanos::get, (requests, took) -> commits.add(requests));
    writers.add(writer);
    List<CompletableFuture<IssueOutcome>> waiting = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      waiting.add(writer.submit(CUSTOMER, request("c" + i, null, "a"), PATIENCE));
    }

    writer.start();
    for (CompletableFuture<IssueOutcome> answer : waiting) {
      answer.get(10, SECONDS);
    }

    assertThat(commits).containsExactly(256, 44);
  }

  @Test
  void concurrent_duplicates_and_rivals_get_one_draw_per_place() throws Exception {
    LedgerWriter writer = start(this::make);
    int rounds = 50;
    @Nullable DrawId previous = null;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < rounds; round++) {
        List<Future<IssueOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          DrawRequest request = request("c", previous, "rival " + i % 2);
          answers.add(threads.submit(() -> ask(writer, request)));
        }
        Set<DrawId> ids = new HashSet<>();
        Set<String> bytes = new HashSet<>();
        for (Future<IssueOutcome> answer : answers) {
          IssueOutcome outcome = answer.get(10, SECONDS);
          ids.add(outcome instanceof IssueOutcome.Conflict(DrawId id) ? id : issued(outcome));
          if (!(outcome instanceof IssueOutcome.Conflict)) {
            bytes.add(new String(canonical(outcome), StandardCharsets.UTF_8));
          }
        }
        assertThat(ids).hasSize(1);
        assertThat(bytes).hasSize(1);
        previous = ids.iterator().next();
      }
    }

    assertThat(made).hasValue(rounds);
  }

  @Test
  void every_answered_draw_is_there_after_the_process_went_without_a_word() throws Exception {
    LedgerWriter abandoned = start(this::make);
    Map<DrawId, byte[]> answered = new TreeMap<>(Comparator.comparing(DrawId::value));
    for (int i = 0; i < 20; i++) {
      IssueOutcome outcome = ask(abandoned, request("c" + i, null, "a"));
      answered.put(issued(outcome), canonical(outcome));
    }

    // A copy of the files as they are on disk now is what a killed process leaves behind.
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String name : List.of("ledger.sqlite", "ledger.sqlite-wal")) {
      Files.copy(folder.resolve(name), copy.resolve(name));
    }
    file = copy.resolve("ledger.sqlite");
    LedgerWriter reopened = start(this::make);
    LedgerReader reader = new LedgerReader(file, 2);

    for (Map.Entry<DrawId, byte[]> draw : answered.entrySet()) {
      assertThat(reader.draw(draw.getKey()).orElseThrow()).isEqualTo(draw.getValue());
    }
    assertThat(ask(reopened, request("c7", null, "a"))).isInstanceOf(IssueOutcome.Reissued.class);
    reader.stop();
  }

  @Test
  void the_database_itself_forbids_a_second_successor_and_any_change() throws Exception {
    LedgerWriter writer = start(this::make);
    issued(ask(writer, request("c", null, "a")));
    stopAll();

    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "INSERT INTO draws VALUES('x', 'acme', 'c', '', 1, x'00')",
              "INSERT INTO draws SELECT 'x', customer, chain, 'p', position, x'00' FROM draws",
              "INSERT INTO draws SELECT 'x', customer, chain, previous, 2, x'00' FROM draws",
              "UPDATE draws SET canonical = x'00'",
              "DELETE FROM draws")) {
        assertThatThrownBy(() -> statement.executeUpdate(sql)).isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void a_damaged_file_is_refused_and_left_as_it_is() throws Exception {
    LedgerWriter writer = start(this::make);
    for (int i = 0; i < 50; i++) {
      issued(ask(writer, request("c" + i, null, "a")));
    }
    stopAll();
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4096; i < 3 * 4096; i++) {
      bytes[i] ^= 0x5a;
    }
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);

    assertThatThrownBy(() -> SqliteLedger.open(file))
        .isInstanceOf(LedgerFault.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("restore a copy");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void a_ledger_of_the_former_layout_is_opened_and_gone_on_with() throws Exception {
    LedgerWriter writer = start(this::make);
    DrawId first = issued(ask(writer, request("c", null, "a")));
    stopAll();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE progress");
      statement.execute("PRAGMA user_version = 1");
    }
    Path alone = Files.createDirectory(folder.resolve("alone"));
    file = Files.copy(file, alone.resolve("ledger.sqlite"));

    LedgerWriter reopened = start(this::make);

    assertThat(ask(reopened, request("c", null, "a"))).isInstanceOf(IssueOutcome.Reissued.class);
    assertThat(ask(reopened, request("c", first, "b"))).isInstanceOf(IssueOutcome.Issued.class);
  }

  @Test
  void another_kind_of_file_is_refused() throws Exception {
    Files.writeString(file, "this is certainly no database, but it is long enough to look at it");

    assertThatThrownBy(() -> SqliteLedger.open(file)).isInstanceOf(LedgerFault.class);
  }

  @Test
  void another_programs_database_is_refused() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE notes(text TEXT)");
    }

    assertThatThrownBy(() -> SqliteLedger.open(file)).hasMessageContaining("no ledger");
  }

  private LedgerWriter start(DrawMaker maker) {
    LedgerWriter writer = writer(maker, BOUNDS);
    writer.start();
    return writer;
  }

  private LedgerWriter writer(DrawMaker maker, LedgerWriter.Bounds bounds) {
    LedgerWriter writer =
        new LedgerWriter(open(), maker, bounds, nanos::get, (requests, took) -> {});
    writers.add(writer);
    return writer;
  }

  private Ledger open() {
    Ledger ledger =
        Ledger.open(
            Objects.requireNonNull(file.getParent()),
            2,
            Sites.alone(),
            new Clocks(InstantSource.system(), System::nanoTime));
    ledgers.add(ledger);
    return ledger;
  }

  /** Closes all that was opened, so that the file can be looked into. */
  private void stopAll() throws Exception {
    stop_the_writers();
    writers.clear();
    ledgers.clear();
  }

  private Optional<Draw> make(CustomerId customer, DrawRequest request) {
    Outcome outcome =
        new Outcome(
            List.of(new GeneratorUse("g", "m", "s", "untested")),
            Instant.EPOCH.plusSeconds(made.incrementAndGet()),
            List.of(1L));
    return Optional.of(
        Draw.issue(customer, request, outcome, content -> new Signature("k", "A".repeat(86))));
  }

  private static IssueOutcome ask(LedgerWriter writer, DrawRequest request) throws Exception {
    return writer.submit(CUSTOMER, request, PATIENCE).get(10, SECONDS);
  }

  private static DrawRequest request(String chain, @Nullable DrawId previous, String tag) {
    return new DrawRequest(new ChainName(chain), previous, new Tag(tag), new Spec.Permutation(1));
  }

  private static DrawId issued(IssueOutcome outcome) {
    return switch (outcome) {
      case IssueOutcome.Issued issued -> issued.id();
      case IssueOutcome.Reissued reissued -> reissued.id();
      default -> throw new AssertionError("expected a draw but got " + outcome);
    };
  }

  private static byte[] canonical(IssueOutcome outcome) {
    return switch (outcome) {
      case IssueOutcome.Issued issued -> issued.canonical();
      case IssueOutcome.Reissued reissued -> reissued.canonical();
      default -> throw new AssertionError("expected a draw but got " + outcome);
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stopQuietly(LedgerWriter writer) {
    try {
      writer.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
