package io.eightnines.failover.zone;

import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last good zone in service, and puts a newer one in its place when the master file has
 * changed, is valid, and has a greater serial number.
 */
public final class ZoneKeeper implements Supplier<Zone>, Managed {
  /** What became of the latest reading of the file. */
  public sealed interface Outcome {
    /** The zone in service is the file's. */
    record Served(long serial, Instant at) implements Outcome {}

    /** The file's zone may not be served; the one before it is. */
    record Refused(String why, Instant at) implements Outcome {}
  }

  private static final Logger log = LoggerFactory.getLogger(ZoneKeeper.class);

  /** People wait this long without asking whether it worked. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** What tells one state of a file from another without reading it. */
  private record Stamp(Object key, long size, long modifiedMillis) {}

  private final ZoneSource source;
  private final InstantSource clock;
  private final Consumer<Outcome> told;
  private final AtomicReference<Zone> served;
  private final AtomicReference<Outcome> outcome;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Written by whoever reloads, one at a time. */
  private Optional<Stamp> seen;

  /** Fails if the first zone cannot be served: there is none before it. */
  public ZoneKeeper(ZoneSource source, InstantSource clock, Consumer<Outcome> told)
      throws RefusedZoneException {
    this.source = source;
    this.clock = clock;
    this.told = told;
    this.seen = stamp();
    this.served = new AtomicReference<>(source.read());
    Outcome first = new Outcome.Served(served.get().serial(), clock.instant());
    this.outcome = new AtomicReference<>(first);
    told.accept(first);
  }

  @Override
  public Zone get() {
    return served.get();
  }

  public Outcome outcome() {
    return outcome.get();
  }

  @Override
  public void start() {
    if (source.file().isPresent()) {
      Thread.ofPlatform().name("zone-keeper").daemon().start(this::watch);
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  private void watch() {
    try {
      while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reloads if the file is another than when it was last read. */
  synchronized void look() {
    try {
      if (!stamp().equals(seen)) {
        var _ = reload();
      }
    } catch (RuntimeException e) {
      log.error("the zone file was not looked at", e);
    }
  }

  /** Reads the source again, whether or not it seems changed. */
  public synchronized Outcome reload() {
    seen = stamp();
    Outcome now;
    try {
      now = take(source.read());
    } catch (RefusedZoneException e) {
      now = new Outcome.Refused(String.valueOf(e.getMessage()), clock.instant());
    }
    if (now instanceof Outcome.Refused refused) {
      log.error("zone {} stays at serial {}: {}", get().name(), get().serial(), refused.why());
    }
    outcome.set(now);
    told.accept(now);
    return now;
  }

  private Outcome take(Zone next) {
    Zone before = served.get();
    long ahead = (next.serial() - before.serial()) & 0xFFFF_FFFFL;
    boolean newer = ahead > 0 && ahead < 1L << 31; // RFC 1982 section 3.2
    if (!newer && !next.isSameAs(before)) {
      return new Outcome.Refused(
          "serial is %d, expected a greater one than %d, because the zone has changed"
              .formatted(next.serial(), before.serial()),
          clock.instant());
    }
    if (newer) {
      served.set(next);
      log.info("zone {} is now at serial {}", next.name(), next.serial());
    }
    return new Outcome.Served(served.get().serial(), clock.instant());
  }

  private Optional<Stamp> stamp() {
    return source.file().flatMap(ZoneKeeper::stamp);
  }

  /** Empty if there is no such file. */
  private static Optional<Stamp> stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(String.valueOf(is.fileKey()), is.size(), is.lastModifiedTime().toMillis()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
