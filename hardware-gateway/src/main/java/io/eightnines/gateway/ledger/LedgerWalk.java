package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.verify.DrawVerifier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a whole ledger, draw by draw, in bounded memory. It reads one instant: a gateway may
 * go on writing meanwhile.
 */
public final class LedgerWalk {
  /** How often progress is told, in draws. */
  public static final int STRIDE = 10_000;

  /** More faults are counted and not named: a ledger with so many needs another copy. */
  private static final int NAMED = 100;

  private final Path file;
  private final LongConsumer progress;

  /**
   * A walk through a ledger.
   *
   * @param progress told after each {@link #STRIDE} draws how many were seen
   */
  public LedgerWalk(Path file, LongConsumer progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * What a verification found.
   *
   * @param faulty how many draws do not verify or are not in their place
   * @param faults the first hundred of them, in words
   */
  public record Findings(long draws, long chains, long faulty, List<String> faults) {
    public Findings {
      faults = List.copyOf(faults);
    }

    /** What was found in two ledgers; a chain is in one of them only. */
    public Findings and(Findings other) {
      return new Findings(
          draws + other.draws,
          chains + other.chains,
          faulty + other.faulty,
          Stream.concat(faults.stream(), other.faults.stream()).limit(NAMED).toList());
    }
  }

  private interface Step {
    void at(ResultSet row) throws SQLException, IOException;
  }

  /**
   * Walks every chain from its first draw, and verifies every draw and its place.
   *
   * @throws LedgerFault if the file cannot be read to its end
   */
  public Findings verify(DrawVerifier verifier) {
    Verification verification = new Verification(verifier);
    walk(
        "SELECT id, customer, chain, previous, position, canonical FROM draws"
            + " ORDER BY customer, chain, position",
        verification::at);
    return new Findings(
        verification.draws, verification.chains, verification.faulty, verification.faults);
  }

  /**
   * Writes every draw on a line of its own, in the order in which they were issued, as it was
   * issued (newline-delimited JSON).
   *
   * @return how many
   * @throws LedgerFault if the file cannot be read to its end or nothing more can be written
   */
  public long export(OutputStream out) {
    return walk(
        "SELECT canonical FROM draws ORDER BY rowid",
        row -> {
          out.write(row.getBytes(1));
          out.write('\n');
        });
  }

  private long walk(String sql, Step step) {
    long seen = 0;
    try (Connection connection = SqliteFile.openForReading(file)) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        SqliteFile.refuseOthers(statement);
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            step.at(rows);
            seen++;
            if (seen % STRIDE == 0) {
              progress.accept(seen);
            }
          }
        }
      }
      return seen;
    } catch (SQLException | IOException e) {
      throw new LedgerFault(
          "ledger %s: the walk ended after %d draws: %s".formatted(file, seen, e.getMessage()), e);
    }
  }

  /** The state of a verification: where in which chain it is. */
  private static final class Verification {
    private final DrawVerifier verifier;
    private final List<String> faults = new ArrayList<>();
    private long draws;
    private long chains;
    private long faulty;
    private String chain = "";
    private long position;
    private @Nullable String last;

    Verification(DrawVerifier verifier) {
      this.verifier = verifier;
    }

    void at(ResultSet row) throws SQLException {
      draws++;
      String id = row.getString(1);
      String here = row.getString(2) + "/" + row.getString(3);
      if (!here.equals(chain)) {
        chain = here;
        chains++;
        position = 0;
        last = null;
      }
      position++;
      List<String> objections = new ArrayList<>();
      if (row.getLong(5) != position) {
        objections.add("its position is %d, expected %d".formatted(row.getLong(5), position));
        position = row.getLong(5);
      }
      if (!row.getString(4).equals(last == null ? SqliteLedger.NONE : last)) {
        objections.add("it does not follow " + (last == null ? "nothing" : last));
      }
      last = id;
      judge(row, id, objections);
      if (!objections.isEmpty()) {
        faulty++;
        if (faults.size() < NAMED) {
          faults.add("%s in %s: %s".formatted(id, here, String.join("; ", objections)));
        }
      }
    }

    private void judge(ResultSet row, String id, List<String> objections) throws SQLException {
      switch (verifier.verify(row.getBytes(6))) {
        case DrawVerifier.Forged forged -> objections.add(forged.reason());
        case DrawVerifier.Genuine genuine -> {
          DrawRequest request = genuine.draw().request();
          DrawId previous = request.previous();
          String claimed = genuine.draw().customer().value() + "/" + request.chain().value();
          if (!genuine.draw().id().value().equals(id)
              || !claimed.equals(chain)
              || !Objects.equals(
                  previous == null ? SqliteLedger.NONE : previous.value(), row.getString(4))) {
            objections.add("its row says something else than the draw in it");
          }
        }
      }
    }
  }
}
