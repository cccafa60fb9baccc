package io.eightnines.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.signing.SigningKey;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger as a file: walked, written to an archive, and made from one. */
class LedgerArchiveTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final int CHAINS = 3;
  private static final int EACH = 4;

  @TempDir private Path folder;
  private @Nullable SigningKey signer;
  private Path file = Path.of("");

  @BeforeEach
  void make_a_ledger() throws Exception {
    signer = new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    file = folder.resolve("a").resolve(Ledger.FILE);
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      List<@Nullable DrawId> heads = new ArrayList<>();
      for (int position = 1; position <= EACH; position++) {
        for (int chain = 0; chain < CHAINS; chain++) {
          @Nullable DrawId previous = position == 1 ? null : heads.get(chain);
          Draw draw = draw("c" + chain, previous, position);
          ledger.append(Candidate.of(draw), position);
          if (position == 1) {
            heads.add(draw.id());
          } else {
            heads.set(chain, draw.id());
          }
        }
      }
      ledger.commit();
    }
  }

  private Draw draw(String chain, @Nullable DrawId previous, int second) {
    SigningKey key = signer;
    if (key == null) {
      throw new AssertionError("there is no key yet");
    }
    Outcome outcome =
        new Outcome(
            List.of(new GeneratorUse("g", "m", "s", "untested")),
            Instant.EPOCH.plusSeconds(second),
            List.of(1L));
    return Draw.issue(CUSTOMER, Sites.request(chain, previous, "t"), outcome, key);
  }

  private DrawVerifier verifier() {
    SigningKey key = signer;
    if (key == null) {
      throw new AssertionError("there is no key yet");
    }
    return new DrawVerifier(new PublishedKeys(List.of(key.published())));
  }

  private LedgerWalk walk(Path ledger) {
    return new LedgerWalk(ledger, _ -> {});
  }

  private Path exported() throws Exception {
    Path archive = folder.resolve("archive.ndjson");
    try (OutputStream out = Files.newOutputStream(archive)) {
      assertThat(walk(file).export(out)).isEqualTo(CHAINS * EACH);
    }
    return archive;
  }

  private long imported(Path archive, Path state, boolean keep) throws Exception {
    return imported(archive, Sharding.WHOLE, state, keep);
  }

  private long imported(Path archive, Sharding sharding, Path state, boolean keep)
      throws Exception {
    return new LedgerImport(verifier(), _ -> {}).run(archive, sharding, state, keep);
  }

  @Test
  void a_sound_ledger_is_found_to_be_sound() {
    assertThat(walk(file).verify(verifier()))
        .isEqualTo(new LedgerWalk.Findings(CHAINS * EACH, CHAINS, 0, List.of()));
  }

  @Test
  void a_changed_byte_is_found_and_its_draw_named() throws Exception {
    sql(
        "DROP TRIGGER a_draw_is_never_changed",
        "UPDATE draws SET canonical = CAST(replace(CAST(canonical AS TEXT), 'acme', 'acne') AS"
            + " BLOB) WHERE rowid = 5");

    LedgerWalk.Findings findings = walk(file).verify(verifier());

    assertThat(findings.faulty()).isEqualTo(1);
    assertThat(findings.faults().getFirst()).contains("c1", "hash");
  }

  @Test
  void a_draw_that_is_gone_is_found_by_its_successor() throws Exception {
    sql("DROP TRIGGER a_draw_is_never_deleted", "DELETE FROM draws WHERE rowid = 4");

    LedgerWalk.Findings findings = walk(file).verify(verifier());

    assertThat(findings.faulty()).isEqualTo(1);
    assertThat(findings.faults().getFirst()).contains("does not follow", "position");
  }

  @Test
  void an_archive_becomes_the_same_ledger_again() throws Exception {
    Path archive = exported();
    Path state = folder.resolve("b");
    Path copy = state.resolve(Ledger.FILE);

    assertThat(imported(archive, state, false)).isEqualTo(CHAINS * EACH);
    assertThat(state).isEmptyDirectory();
    assertThat(imported(archive, state, true)).isEqualTo(CHAINS * EACH);

    assertThat(walk(copy).verify(verifier())).isEqualTo(walk(file).verify(verifier()));
    Path again = folder.resolve("again.ndjson");
    try (OutputStream out = Files.newOutputStream(again)) {
      assertThat(walk(copy).export(out)).isPositive();
    }
    assertThat(again).hasSameBinaryContentAs(archive);
  }

  @Test
  void an_archive_with_a_forged_repeated_or_missing_draw_is_refused_by_line() throws Exception {
    List<String> lines = Files.readAllLines(exported());
    Path ledger = folder.resolve("b");
    List<String> forged = new ArrayList<>(lines);
    forged.set(6, forged.get(6).replace("acme", "acne"));
    List<String> repeated = new ArrayList<>(lines);
    repeated.add(7, lines.get(2));
    List<String> missing = new ArrayList<>(lines);
    missing.remove(3);

    assertRefused(forged, ledger, "line 7", "hash");
    assertRefused(repeated, ledger, "line 8", "before");
    assertRefused(missing, ledger, "line 6", "has no draw");
    assertThat(folder.resolve("b")).isEmptyDirectory();
  }

  @Test
  void an_archive_is_divided_into_shards_copied_restored_and_put_together_again() throws Exception {
    Path archive = exported();
    Path divided = folder.resolve("divided");
    Path copy = folder.resolve("copy");
    Path restored = folder.resolve("restored");

    long draws = imported(archive, new Sharding(4), divided, true);
    assertThat(LedgerCopy.makeAll(divided, copy)).isEqualTo(draws);
    assertThat(LedgerCopy.restore(copy, restored, true)).isEqualTo(draws);
    Path again = folder.resolve("again.ndjson");
    List<Path> shards = Sharding.files(restored);
    try (OutputStream out = Files.newOutputStream(again)) {
      for (Path shard : shards) {
        var _ = walk(shard).export(out);
      }
    }

    assertThat(shards).hasSize(4);
    assertThat(folder.resolve("restored")).isDirectoryNotContaining("glob:**unfinished");
    assertThat(
            shards.stream()
                .map(shard -> walk(shard).verify(verifier()))
                .reduce(LedgerWalk.Findings::and))
        .hasValue(new LedgerWalk.Findings(CHAINS * EACH, CHAINS, 0, List.of()));
    assertThat(Files.readAllLines(again)).hasSameElementsAs(Files.readAllLines(archive));
    assertThat(imported(again, folder.resolve("whole"), true)).isEqualTo(draws);
    assertThatThrownBy(() -> imported(archive, new Sharding(2), divided, true))
        .hasMessageContaining("already");
  }

  private void assertRefused(List<String> lines, Path ledger, String... said) throws Exception {
    Path archive =
        Files.writeString(
            folder.resolve("refused.ndjson"),
            String.join("\n", lines) + "\n",
            StandardCharsets.UTF_8);
    assertThatThrownBy(() -> imported(archive, ledger, true))
        .isInstanceOf(LedgerFault.class)
        .hasMessageContainingAll(said);
  }

  @Test
  void a_copy_is_restored_only_where_there_is_no_ledger_and_no_log() throws Exception {
    Path copy = folder.resolve("copy.sqlite");
    long draws = LedgerCopy.make(file, copy);
    Path to = folder.resolve("c");

    assertThat(LedgerCopy.restore(copy, to, false)).isEqualTo(draws);
    assertThat(to).doesNotExist();
    assertThat(LedgerCopy.restore(copy, to, true)).isEqualTo(draws);

    assertThat(walk(to.resolve(Ledger.FILE)).verify(verifier()).draws()).isEqualTo(draws);
    assertThatThrownBy(() -> LedgerCopy.restore(copy, to, true))
        .hasMessageContaining("a ledger or a log already");
  }

  private void sql(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
