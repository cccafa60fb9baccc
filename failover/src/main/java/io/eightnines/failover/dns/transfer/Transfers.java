package io.eightnines.failover.dns.transfer;

import io.eightnines.failover.dns.guard.UdpPayload;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.zone.Zone;
import io.eightnines.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Begins the transfers that are asked for over TCP, if they may be. Safe for several threads. */
public final class Transfers {
  /** What became of a secondary's wish. */
  public enum Result {
    BEGUN,
    /** It has what there is: it asked for differences, and there are none. */
    UP_TO_DATE,
    /** Too many at once, of its own or of all. */
    BUSY,
    /** It has had its share of this minute. */
    TOO_OFTEN,
    /** There is nothing that may be given away: nothing is planned, or a record is too large. */
    NOTHING
  }

  private static final int MAX_RECORD_BYTES = 60_000;
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private static final int HEADER_BYTES = 12;

  /** A secondary's share; GCRA as in the shield, see {@link TransferPolicy#perMinute}. */
  private static final class Share {
    private final Secondary secondary;
    private final Semaphore one = new Semaphore(1);
    private long fullNanos; // guarded by this

    Share(Secondary secondary, long nowNanos) {
      this.secondary = secondary;
      this.fullNanos = nowNanos;
    }

    synchronized boolean take(long nowNanos, int perMinute) {
      long each = MINUTE_NANOS / perMinute;
      long ahead = Math.max(0, fullNanos - nowNanos);
      if (ahead > (perMinute - 1) * each) {
        return false;
      }
      fullNanos = nowNanos + ahead + each;
      return true;
    }
  }

  private final TransferPolicy policy;
  private final Supplier<Zone> zones;
  private final Supplier<Plan> served;
  private final Ticker ticker;
  private final BiConsumer<String, Result> counted;
  private final List<Share> shares;
  private final Semaphore all;

  /**
   * @param counted told what became of each secondary's wishes
   */
  public Transfers(
      TransferPolicy policy,
      Supplier<Zone> zones,
      Supplier<Plan> served,
      Ticker ticker,
      BiConsumer<String, Result> counted) {
    this.policy = policy;
    this.zones = zones;
    this.served = served;
    this.ticker = ticker;
    this.counted = counted;
    this.all = new Semaphore(policy.atOnce());
    this.shares =
        policy.secondaries().stream()
            .map(secondary -> new Share(secondary, ticker.elapsedNanos()))
            .toList();
  }

  /**
   * The transfer that a query asks for; empty if it asks for something else, or may not have it, in
   * either case for whoever answers other queries to say.
   */
  public Optional<Transfer> begin(byte[] bytes, InetAddress source) {
    if (shares.isEmpty() || !asksForZone(bytes)) {
      return Optional.empty();
    }
    Message query;
    try {
      query = new Message(bytes);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    Zone zone = zones.get();
    Record question = query.getQuestion();
    boolean proper =
        query.getSection(Section.QUESTION).size() == 1
            && question.getDClass() == DClass.IN
            && question.getName().equals(zone.name())
            && query.getTSIG() != null;
    return proper
        ? shares.stream()
            .filter(share -> share.secondary.mayComeFrom(source))
            .filter(share -> share.secondary.key().verify(query, bytes, null) == Rcode.NOERROR)
            .findFirst()
            .flatMap(share -> begin(query, share, zone))
        : Optional.empty();
  }

  private Optional<Transfer> begin(Message query, Share share, Zone zone) {
    Plan plan = served.get();
    boolean current = isCurrent(query, zone.soa(plan.generation()));
    List<Record> records =
        current ? List.of(zone.soa(plan.generation())) : ZoneRecords.of(zone, plan);
    boolean whole = records.stream().allMatch(each -> Transfer.size(each) <= MAX_RECORD_BYTES);
    if (plan.isEmpty() || !whole) {
      return refused(share, Result.NOTHING);
    }
    if (!share.take(ticker.elapsedNanos(), policy.perMinute())) {
      return refused(share, Result.TOO_OFTEN);
    }
    if (!share.one.tryAcquire()) {
      return refused(share, Result.BUSY);
    }
    if (!all.tryAcquire()) {
      share.one.release();
      return refused(share, Result.BUSY);
    }
    counted.accept(share.secondary.name(), current ? Result.UP_TO_DATE : Result.BEGUN);
    AtomicBoolean closed = new AtomicBoolean();
    return Optional.of(
        new Transfer(
            query,
            records,
            UdpPayload.MAX_BYTES,
            share.secondary.key(),
            () -> {
              if (closed.compareAndSet(false, true)) {
                all.release();
                share.one.release();
              }
            }));
  }

  private Optional<Transfer> refused(Share share, Result why) {
    counted.accept(share.secondary.name(), why);
    return Optional.empty();
  }

  /** Whoever asks for differences says what it has (RFC 1995 section 3). */
  private static boolean isCurrent(Message query, SOARecord now) {
    return query.getQuestion().getType() == Type.IXFR
        && query.getSection(Section.AUTHORITY).stream()
            .anyMatch(record ->
                record instanceof SOARecord theirs && theirs.getSerial() == now.getSerial());
  }

  /** Looked at for each query over TCP, so without making objects of it. */
  private static boolean asksForZone(byte[] query) {
    boolean plain =
        query.length > HEADER_BYTES
            && query[2] >= 0
            && (query[2] >> 3) == Opcode.QUERY
            && query[4] == 0
            && query[5] == 1;
    int at = HEADER_BYTES;
    while (plain && at < query.length && query[at] > 0) {
      at += query[at] + 1;
    }
    if (!plain || at + 2 >= query.length || query[at] != 0) {
      return false;
    }
    int type = (query[at + 1] & 0xFF) << 8 | (query[at + 2] & 0xFF);
    return type == Type.AXFR || type == Type.IXFR;
  }
}
