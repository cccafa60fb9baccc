package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.verify.DrawVerifier;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Makes a ledger from an archive: newline-delimited draws, each after the one it follows. All of it
 * is taken in or nothing: the ledger appears under its name when the last line is in it.
 */
public final class LedgerImport {
  /** No draw is longer; a line that is can be no draw. */
  private static final int LONGEST_LINE = 16 << 20;

  private final DrawVerifier verifier;
  private final LongConsumer progress;

  /**
   * An import of draws that this verifier finds genuine.
   *
   * @param progress told after each {@link LedgerWalk#STRIDE} draws how many were taken in
   */
  public LedgerImport(DrawVerifier verifier, LongConsumer progress) {
    this.verifier = verifier;
    this.progress = progress;
  }

  /**
   * Imports an archive.
   *
   * @param sharding how the ledger is to be divided, however the archive's was
   * @param stateDirectory where the ledger is to be; none may be there
   * @param keep whether to keep what was imported; otherwise it is only tried
   * @return how many draws
   * @throws LedgerFault if a line is refused, by its number and reason; nothing is kept then
   */
  public long run(Path archive, Sharding sharding, Path stateDirectory, boolean keep) {
    Sharding.requireNone(stateDirectory);
    try (Fresh fresh = Fresh.in(stateDirectory)) {
      long draws;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
          Shards to = new Shards(sharding, fresh.folder())) {
        draws = takeIn(in, to);
        to.settle();
      }
      if (keep) {
        fresh.bring(sharding, stateDirectory);
      }
      return draws;
    } catch (IOException | SQLException e) {
      throw new LedgerFault("archive %s: cannot be imported: %s".formatted(archive, e), e);
    }
  }

  /** The ledgers that are filled. */
  private static final class Shards implements AutoCloseable {
    private final Sharding sharding;
    private final List<SqliteLedger> ledgers = new ArrayList<>();

    Shards(Sharding sharding, Path folder) {
      this.sharding = sharding;
      sharding.ledgers(folder).forEach(file -> ledgers.add(SqliteLedger.open(file)));
    }

    SqliteLedger of(Candidate.Place place) {
      return ledgers.get(sharding.of(place.customer(), place.chain()));
    }

    void commit() throws SQLException {
      for (SqliteLedger ledger : ledgers) {
        ledger.commit();
      }
    }

    void settle() throws SQLException, IOException {
      for (SqliteLedger ledger : ledgers) {
        var _ = ledger.settle();
      }
    }

    @Override
    public void close() {
      ledgers.forEach(SqliteLedger::close);
    }
  }

  private long takeIn(InputStream in, Shards to) throws IOException, SQLException {
    long line = 0;
    for (Optional<byte[]> next = line(in); next.isPresent(); next = line(in)) {
      line++;
      append(next.get(), line, to);
      if (line % LedgerWalk.STRIDE == 0) {
        to.commit();
        progress.accept(line);
      }
    }
    to.commit();
    return line;
  }

  private void append(byte[] bytes, long line, Shards shards) throws SQLException {
    if (verifier.verify(bytes) instanceof DrawVerifier.Forged forged) {
      throw new LedgerFault("line %d: is refused: %s".formatted(line, forged.reason()));
    }
    Draw draw = ((DrawReader.Read) DrawReader.read(bytes)).draw();
    Candidate candidate = Candidate.of(draw);
    SqliteLedger to = shards.of(candidate.place());
    byte[] standing = to.at(candidate.place());
    if (standing != null) {
      throw new LedgerFault(
          "line %d: is refused: %s"
              .formatted(
                  line,
                  Arrays.equals(standing, bytes)
                      ? "it was there before"
                      : "another draw follows " + draw.request().previous()));
    }
    OptionalLong position =
        Issuance.free(
            candidate.place().previous(),
            to.head(candidate.place().customer(), candidate.place().chain()));
    if (position.isEmpty()) {
      throw new LedgerFault(
          "line %d: is refused: its chain has no draw %s before it"
              .formatted(line, draw.request().previous()));
    }
    to.append(candidate, position.getAsLong());
  }

  /** The next line without its end; empty lines are none. */
  private static Optional<byte[]> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.write(next);
      } else if (line.size() > 0) {
        return Optional.of(line.toByteArray());
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
      }
    }
    return line.size() > 0 ? Optional.of(line.toByteArray()) : Optional.empty();
  }
}
