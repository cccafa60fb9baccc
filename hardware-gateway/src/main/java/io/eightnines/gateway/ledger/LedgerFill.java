package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.Draw;
import io.eightnines.log.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Fills a ledger for measurements, with draws that nobody asked for: through the decisions and
 * transactions that entries of the log go through, but without a log, so without flushes. A gateway
 * that is started on it takes it for what was there before its log begins, like an import.
 */
public final class LedgerFill {
  /** As many as a writer puts before the group at once. */
  private static final int BATCH = 256;

  private LedgerFill() {}

  /**
   * Fills the ledger of a state directory.
   *
   * @param draws in an order in which each follows one that is there
   * @param progress told after each {@link LedgerWalk#STRIDE} draws how many there are
   * @return how many draws
   * @throws LedgerFault if there is a ledger already, or a draw is not issued
   */
  public static long fill(Path stateDirectory, Iterator<Draw> draws, LongConsumer progress) {
    Path file = stateDirectory.resolve(Ledger.FILE);
    if (Files.exists(file)) {
      throw new LedgerFault("ledger %s: is there already".formatted(file));
    }
    long filled = 0;
    try (LedgerStore store = LedgerStore.open(file, true)) {
      for (long entry = 0; draws.hasNext(); entry++) {
        List<Candidate> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && draws.hasNext()) {
          batch.add(Candidate.of(draws.next()));
        }
        issue(store, new Position(1, entry), batch);
        long before = filled;
        filled += batch.size();
        if (filled / LedgerWalk.STRIDE > before / LedgerWalk.STRIDE) {
          progress.accept(filled);
        }
      }
      return filled;
    }
  }

  private static void issue(LedgerStore store, Position position, List<Candidate> batch) {
    try {
      byte[] verdicts = store.apply(position, LedgerCodec.candidates(batch));
      if (!LedgerCodec.verdicts(verdicts).stream().allMatch(Verdict.Issued.class::isInstance)) {
        throw new LedgerFault("a draw to fill the ledger with is not issued");
      }
    } catch (IOException e) {
      throw new LedgerFault("the answer of the store cannot be read", e);
    }
  }
}
