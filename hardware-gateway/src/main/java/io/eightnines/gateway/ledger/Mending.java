package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.DrawId;
import io.eightnines.log.StoreLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from other members what is damaged here: every member has the same rows. */
final class Mending {
  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

  private final StoreLog log;
  private final LedgerStore store;

  Mending(StoreLog log, LedgerStore store) {
    this.log = log;
    this.store = store;
  }

  /** The bytes of a draw, now also here. */
  Optional<byte[]> draw(DrawId id) throws InterruptedException {
    Optional<Candidate> sound =
        ask(new Question.DrawOf(id), row -> Soundness.is(id, row.canonical()), "the draw " + id);
    sound.ifPresent(row -> store.repair(id, row.canonical()));
    return sound.map(Candidate::canonical);
  }

  /**
   * Puts a row here in order again.
   *
   * @param isSound whether what another member gives is better than what is here
   * @return whether somebody had it
   */
  boolean row(long row, Predicate<Candidate> isSound) throws InterruptedException {
    Optional<Candidate> sound = ask(new Question.RowsAfter(row - 1), isSound, "row " + row);
    sound.ifPresent(draw -> store.replace(row, draw));
    return sound.isPresent();
  }

  /** Makes every index anew from the rows. */
  void indexes() {
    store.reindex();
  }

  private Optional<Candidate> ask(Question question, Predicate<Candidate> isSound, String what)
      throws InterruptedException {
    var membership = log.membership();
    byte[] asked = LedgerCodec.question(question);
    for (var member : membership.members()) {
      if (!member.name().equals(membership.self())) {
        try {
          List<Candidate> rows = LedgerCodec.page(log.ask(member.name(), asked).get()).rows();
          if (!rows.isEmpty() && isSound.test(rows.getFirst())) {
            LOG.info("{} is repaired from {}", what, member.name());
            return Optional.of(rows.getFirst());
          }
        } catch (ExecutionException | IOException e) {
          LOG.warn("{} cannot help with {}: {}", member.name(), what, e.toString());
        }
      }
    }
    return Optional.empty();
  }
}
