package io.eightnines.failover.publish.secondary;

import io.eightnines.failover.publish.ServerView;
import io.eightnines.failover.publish.ServerView.Standing;
import io.eightnines.time.Clocks;
import io.eightnines.time.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.SOARecord;

/** Keeps one secondary told, and reads back from it, on a thread of its own. */
public final class SecondaryWatch {
  /**
   * Which secondary, and how much time it has.
   *
   * @param limit from another serial number's being served here to its being served there
   */
  public record Subject(String name, String server, Duration limit) {}

  private static final Logger log = LoggerFactory.getLogger(SecondaryWatch.class);

  /** A change of the zone's file is seen within this time, without being told. */
  private static final Duration GLANCE = Duration.ofMillis(250);

  /**
   * A burst of plans, such as a slow start, is told once a second; the secondary takes the last.
   */
  private static final Duration NOTICE_GAP = Duration.ofSeconds(1);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** As often as RFC 1996 section 3.6 has it. */
  private static final Duration LAST_RETRY = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(1);

  /** A secondary that forgets is found within this time. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final Subject subject;
  private final SecondaryServer server;
  private final Supplier<SOARecord> authority;
  private final SecondaryTelemetry telemetry;
  private final Clocks clocks;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicReference<ServerView> view;
  private Moment since; // this and all below: the watch's thread alone
  private long awaited = -1;
  private long heard = -1;
  private long highest = -1;
  private long nextNoticeNanos;
  private Duration retry = FIRST_RETRY;
  private long nextLookNanos;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param authority the zone's, as it is answered here
   */
  public SecondaryWatch(
      Subject subject,
      SecondaryServer server,
      Supplier<SOARecord> authority,
      SecondaryTelemetry telemetry,
      Clocks clocks) {
    this.subject = subject;
    this.server = server;
    this.authority = authority;
    this.telemetry = telemetry;
    this.clocks = clocks;
    this.since = clocks.moment();
    this.nextNoticeNanos = since.elapsedNanos();
    this.nextLookNanos = since.elapsedNanos();
    this.view =
        new AtomicReference<>(
            new ServerView(
                subject.server(),
                Optional.empty(),
                authority.get().getSerial(),
                Standing.NOT_READ,
                Optional.empty(),
                Optional.empty()));
  }

  public Subject subject() {
    return subject;
  }

  /** What the secondary serves; generations are serial numbers here. */
  public ServerView view() {
    return view.get();
  }

  /** Something else is served here; never waits. */
  void changed() {
    wake.release();
  }

  /** Until the thread is interrupted. */
  void run() {
    while (!Thread.currentThread().isInterrupted()) {
      Duration wait;
      try {
        wait = round();
      } catch (RuntimeException e) {
        telemetry.failed(subject.name(), e);
        log.error("secondary {}: a round failed", subject.name(), e);
        wait = LOOK;
      }
      try {
        if (wake.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Does what is due.
   *
   * @return how long nothing else is, unless something changes
   */
  Duration round() {
    SOARecord now = authority.get();
    if (now.getSerial() != awaited) {
      awaited = now.getSerial();
      since = clocks.moment();
      retry = FIRST_RETRY;
      pause = FIRST_PAUSE;
      nextLookNanos = elapsed();
    }
    if (heard != awaited && elapsed() - nextNoticeNanos >= 0 && !isCurrent()) {
      tell(now);
    }
    if (elapsed() - nextLookNanos >= 0) {
      look();
    }
    return Duration.ofNanos(Math.clamp(nextLookNanos - elapsed(), 1, GLANCE.toNanos()));
  }

  private boolean isCurrent() {
    ServerView seen = view.get();
    return seen.standing() == Standing.CURRENT && seen.awaited() == awaited;
  }

  private void tell(SOARecord now) {
    boolean taken = false;
    try {
      server.tell(now);
      taken = true;
      heard = awaited;
      nextNoticeNanos = elapsed() + NOTICE_GAP.toNanos();
    } catch (IOException e) {
      log.debug(
          "secondary {} has not heard of serial {}: {}", subject.name(), awaited, e.toString());
      nextNoticeNanos = elapsed() + retry.toNanos();
      retry = retry.compareTo(LAST_RETRY.dividedBy(2)) > 0 ? LAST_RETRY : retry.multipliedBy(2);
    }
    telemetry.notified(subject.name(), taken);
  }

  private void look() {
    try {
      long serial = server.serial();
      telemetry.serials(subject.name(), awaited, serial);
      seen(serial);
    } catch (IOException e) {
      boolean current = isCurrent();
      show(view.get().seen(), current ? Standing.CURRENT : waiting(), Optional.of(e.toString()));
      again();
    }
  }

  private void seen(long serial) {
    boolean wasCurrent = isCurrent();
    boolean back = highest >= 0 && isOlder(serial, highest);
    highest = back ? highest : serial;
    if (serial == awaited) {
      if (!wasCurrent) {
        telemetry.visible(subject.name(), clocks.moment().since(since));
      }
      show(Optional.of(serial), Standing.CURRENT, Optional.empty());
      nextLookNanos = elapsed() + LOOK.toNanos();
      return;
    }
    show(Optional.of(serial), back ? Standing.WENT_BACK : waiting(), Optional.empty());
    if (wasCurrent) {
      heard = -1; // It served this serial number and does no more: it is told again.
      pause = FIRST_PAUSE;
    }
    again();
  }

  /** RFC 1982 section 3.2. */
  private static boolean isOlder(long serial, long than) {
    long ahead = (than - serial) & 0xFFFF_FFFFL;
    return ahead > 0 && ahead < 1L << 31;
  }

  private Standing waiting() {
    boolean late = clocks.moment().since(since).compareTo(subject.limit()) > 0;
    return late ? Standing.LAGS : Standing.AWAITED;
  }

  private void again() {
    nextLookNanos = elapsed() + pause.toNanos();
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    pause = longer.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : longer;
  }

  private void show(Optional<Long> seen, Standing standing, Optional<String> trouble) {
    ServerView before = view.get();
    if (standing != before.standing()
        && (standing == Standing.LAGS || standing == Standing.WENT_BACK)) {
      log.warn(
          "secondary {} {}: it serves serial {}, awaited is {}",
          subject.name(),
          standing,
          seen.map(String::valueOf).orElse("unknown"),
          awaited);
    }
    boolean arrived = standing == Standing.CURRENT && !isCurrent();
    Optional<Duration> took =
        arrived ? Optional.of(clocks.moment().since(since)) : before.visibleAfter();
    view.set(new ServerView(subject.server(), seen, awaited, standing, took, trouble));
  }

  private long elapsed() {
    return clocks.ticker().elapsedNanos();
  }
}
