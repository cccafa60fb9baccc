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
import java.util.function.Predicate;
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

  private final Path file;
  private final LedgerRoom room;
  private final LedgerStore store;
  private final StoreLog log;
  private final LedgerReader reader;
  private final CatchingUp catching;
  private final Mending mending;

  private Ledger(Path file, LedgerRoom room, LedgerStore store, StoreLog log, LedgerReader reader) {
    this.file = file;
    this.room = room;
    this.store = store;
    this.log = log;
    this.reader = reader;
    this.catching = new CatchingUp(log);
    this.mending = new Mending(log, store);
  }

  /** Opens one that keeps nothing of its disk free. */
  public static Ledger open(Path stateDirectory, int readers, Replica seat, Clocks clocks) {
    return open(new Place(stateDirectory, "", 0), readers, seat, clocks);
  }

  /**
   * Where a ledger is.
   *
   * @param part which of all it is, as {@link Sharding#part} calls it
   * @param reserveBytes of its disk that are kept free
   */
  public record Place(Path stateDirectory, String part, long reserveBytes) {}

  /**
   * Opens the ledger of a state directory and takes this member's seat. Whoever found something
   * else in its ledger when the group was founded is in another group: it is never answered.
   *
   * @param readers read-only connections
   * @throws LedgerFault if the ledger cannot be used
   */
  public static Ledger open(Place place, int readers, Replica seat, Clocks clocks) {
    Path stateDirectory = place.stateDirectory();
    Path file = stateDirectory.resolve(FILE);
    LedgerStore store =
        LedgerStore.open(file, Files.isDirectory(stateDirectory.resolve(LOG_FOLDER)));
    try {
      String base = store.base();
      String group = GROUP + place.part() + (base.isEmpty() ? "" : " after " + base);
      StoreLog log = RatisLog.openStore(seat.inGroup(group), stateDirectory, store, clocks);
      Ledger ledger =
          new Ledger(
              file,
              new LedgerRoom(stateDirectory, place.reserveBytes()),
              store,
              log,
              new LedgerReader(file, readers));
      if (seat.members().size() == 1) {
        ledger.tryOut();
        ledger.catching.skip();
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
    return draw(List.of(this), id);
  }

  /** A draw that is in one of several ledgers, if it is anywhere. */
  static Look<byte[]> draw(List<Ledger> ledgers, DrawId id) throws InterruptedException {
    Optional<Look<byte[]>> here = here(ledgers, id);
    if (here.isPresent()) {
      return here.get();
    }
    boolean isKnown = true;
    for (CompletableFuture<Void> caughtUp :
        ledgers.stream().map(ledger -> ledger.log.catchUp()).toList()) {
      isKnown &= isReached(caughtUp);
    }
    return here(ledgers, id).orElseGet(isKnown ? Look.Nothing::new : Look.Unknowable::new);
  }

  private static Optional<Look<byte[]>> here(List<Ledger> ledgers, DrawId id)
      throws InterruptedException {
    for (Ledger ledger : ledgers) {
      Optional<byte[]> known = ledger.reader.draw(id);
      if (known.isPresent()) {
        return Optional.of(ledger.sound(id, known.get()));
      }
    }
    return Optional.empty();
  }

  private Look<byte[]> sound(DrawId id, byte[] canonical) throws InterruptedException {
    if (Soundness.is(id, canonical)) {
      return new Look.Found<>(canonical);
    }
    LOG.error("The draw {} is damaged in the ledger here", id);
    return mending.draw(id).<Look<byte[]>>map(Look.Found::new).orElseGet(Look.Unknowable::new);
  }

  /** Where a chain ends, as a majority has it now. */
  public Look<ChainHead> head(CustomerId customer, ChainName chain) throws InterruptedException {
    if (!isReached(log.catchUp())) {
      return new Look.Unknowable<>();
    }
    return reader
        .head(customer, chain)
        .<Look<ChainHead>>map(Look.Found::new)
        .orElseGet(Look.Nothing::new);
  }

  private static boolean isReached(CompletableFuture<?> caughtUp) throws InterruptedException {
    try {
      caughtUp.get();
      return true;
    } catch (ExecutionException e) {
      LOG.debug("The ledger here is not known to be up to date", e);
      return false;
    }
  }

  /**
   * A scrub of this ledger, which is to be started, and stopped before the ledger is.
   *
   * @param rowsPerSecond 0 for none
   * @param isGenuine false for a draw whose signature a key that is known here did not make
   */
  public LedgerScrub scrub(int rowsPerSecond, Predicate<byte[]> isGenuine) {
    return new LedgerScrub(file, mending, rowsPerSecond, isGenuine);
  }

  /** Whether its disk has room for another draw. */
  public boolean hasRoom() {
    return room.isEnough();
  }

  /** How much of its disk is free. */
  public long freeBytes() {
    return room.freeBytes();
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

  /**
   * Completes once this member has had all that a majority had when it was asked, for the first
   * time since it was opened; not before a majority can be asked.
   */
  public CompletableFuture<Void> caughtUp() {
    return catching.done();
  }

  /** Whether {@link #caughtUp} has completed. */
  public boolean hasCaughtUp() {
    return catching.isDone();
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
