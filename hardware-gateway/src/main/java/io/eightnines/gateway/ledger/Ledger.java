package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import io.eightnines.log.Membership;
import io.eightnines.log.RatisLog;
import io.eightnines.log.Replica;
import io.eightnines.log.StoreLog;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member's ledger: its store on disk, and its seat in the group that decides what the store is
 * given. A gateway alone is a group of one.
 */
public final class Ledger implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** The file of the store, within the state directory. */
  public static final String FILE = "ledger.sqlite";

  /** The folder of the log, within the state directory. */
  static final String LOG_FOLDER = "log";

  /** Each takes as long as a proposal may take. */
  private static final int TRIES = 10;

  private static final String GROUP = "eightnines ledger";

  private final LedgerStore store;
  private final StoreLog log;
  private final LedgerReader reader;
  private final CatchingUp catching;

  private Ledger(LedgerStore store, StoreLog log, LedgerReader reader) {
    this.store = store;
    this.log = log;
    this.reader = reader;
    this.catching = new CatchingUp(log);
  }

  /**
   * Opens the ledger of a state directory and takes this member's seat. Whoever found something
   * else in its ledger when the group was founded is in another group: it is never answered.
   *
   * @param readers read-only connections
   * @throws LedgerFault if the ledger cannot be used
   */
  public static Ledger open(Path stateDirectory, int readers, Replica seat, Clocks clocks) {
    Path file = stateDirectory.resolve(FILE);
    LedgerStore store =
        LedgerStore.open(file, Files.isDirectory(stateDirectory.resolve(LOG_FOLDER)));
    try {
      String base = store.base();
      String group = base.isEmpty() ? GROUP : GROUP + " after " + base;
      StoreLog log = RatisLog.openStore(seat.inGroup(group), stateDirectory, store, clocks);
      Ledger ledger = new Ledger(store, log, new LedgerReader(file, readers));
      if (seat.members().size() == 1) {
        ledger.tryOut();
      } else {
        ledger.catching.start();
      }
      return ledger;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** One that is alone depends on nobody: it leads, and can write, or it must not start. */
  private void tryOut() {
    for (int left = TRIES; ; left--) {
      try {
        var _ = submit(List.of()).join();
        return;
      } catch (CompletionException e) {
        if (left == 1) {
          log.close();
          throw new LedgerFault("the ledger cannot be written: " + e.getMessage(), e);
        }
      }
    }
  }

  /** What is known here of a place: once it is taken, that never changes. */
  Optional<byte[]> at(Candidate.Place place) throws InterruptedException {
    return reader.at(place);
  }

  /** Puts candidates before the group, which decides them one by one. */
  CompletableFuture<List<Verdict>> submit(List<Candidate> candidates) {
    return log.submit(LedgerCodec.candidates(candidates))
        .thenApply(answer -> {
          try {
            return LedgerCodec.verdicts(answer);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  /** A draw by its id; one that is not here, or damaged here, is looked for elsewhere. */
  public Look<byte[]> draw(DrawId id) throws InterruptedException {
    Optional<byte[]> here = reader.draw(id);
    if (here.isEmpty() && !catchUp()) {
      return new Look.Unknowable<>();
    }
    Optional<byte[]> known = here.isPresent() ? here : reader.draw(id);
    if (known.isEmpty()) {
      return new Look.Nothing<>();
    }
    if (Soundness.is(id, known.get())) {
      return new Look.Found<>(known.get());
    }
    LOG.error("The draw {} is damaged in the ledger here", id);
    return repaired(id);
  }

  private Look<byte[]> repaired(DrawId id) throws InterruptedException {
    Membership membership = log.membership();
    byte[] question = LedgerCodec.question(new Question.DrawOf(id));
    for (var member : membership.members()) {
      if (!member.name().equals(membership.self())) {
        try {
          List<Candidate> rows = LedgerCodec.page(log.ask(member.name(), question).get()).rows();
          if (!rows.isEmpty() && Soundness.is(id, rows.getFirst().canonical())) {
            store.repair(id, rows.getFirst().canonical());
            LOG.info("The draw {} is repaired from {}", id, member.name());
            return new Look.Found<>(rows.getFirst().canonical());
          }
        } catch (ExecutionException | IOException e) {
          LOG.warn("{} cannot help with the draw {}", member.name(), id, e);
        }
      }
    }
    return new Look.Unknowable<>();
  }

  /** Where a chain ends, as a majority has it now. */
  public Look<ChainHead> head(CustomerId customer, ChainName chain) throws InterruptedException {
    if (!catchUp()) {
      return new Look.Unknowable<>();
    }
    return reader
        .head(customer, chain)
        .<Look<ChainHead>>map(Look.Found::new)
        .orElseGet(Look.Nothing::new);
  }

  private boolean catchUp() throws InterruptedException {
    try {
      log.catchUp().get();
      return true;
    } catch (ExecutionException e) {
      LOG.debug("The ledger here is not known to be up to date", e);
      return false;
    }
  }

  /** The log, for tests that take it away. */
  StoreLog log() {
    return log;
  }

  /** What this member knows of its group. */
  public Membership membership() {
    return log.membership();
  }

  /** Whether it has ended by itself, so that only another start of the process can mend it. */
  public boolean isBroken() {
    return log.isBroken();
  }

  /** Whether there is a leader, so that draws can be issued. */
  public boolean isLed() {
    return log.membership().role() != Membership.Role.CUT_OFF;
  }

  @Override
  public void stop() throws InterruptedException, SQLException {
    catching.stop();
    log.close();
    reader.stop();
    store.close();
  }
}
