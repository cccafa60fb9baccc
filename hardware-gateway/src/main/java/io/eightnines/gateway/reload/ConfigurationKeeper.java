package io.eightnines.gateway.reload;

import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the files of the configuration have changed, and has what may change in a running
 * gateway taken over. What cannot be taken changes nothing: the last good configuration goes on.
 */
public final class ConfigurationKeeper implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationKeeper.class);

  /** People wait this long without asking whether it worked. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  /** What became of the latest look at changed files. */
  public sealed interface Outcome {
    /** What the files say is what is done. */
    record Taken(Instant at) implements Outcome {}

    /** The files cannot be taken; what they said before goes on. The reason is in the log only. */
    record Refused(Instant at) implements Outcome {}
  }

  /** What is kept in step with files. */
  public interface Kept {
    /** The files that say it. */
    Iterable<Path> files();

    /**
     * Reads the files and does what they say; whole or not at all.
     *
     * @throws Exception saying which field is wrong, and how
     */
    void reload() throws Exception;
  }

  /** What tells one state of a file from another without reading it. */
  private record Stamp(String key, long size, long modifiedMillis) {}

  private final Kept kept;
  private final InstantSource clock;
  private final Consumer<Outcome> told;
  private final AtomicReference<Outcome> outcome;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("configuration-keeper").daemon().unstarted(this::watch);

  /** Owned by the keeper's thread once it runs. */
  private Map<Path, Optional<Stamp>> seen;

  /** A keeper of what has just been read; tells every outcome. */
  public ConfigurationKeeper(Kept kept, InstantSource clock, Consumer<Outcome> told) {
    this.kept = kept;
    this.clock = clock;
    this.told = told;
    this.outcome = new AtomicReference<>(new Outcome.Taken(clock.instant()));
    this.seen = stamps();
  }

  /** What became of the latest change. */
  public Outcome outcome() {
    return outcome.get();
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    stopped.countDown();
    if (!thread.join(LONGEST_STOP)) {
      thread.interrupt();
    }
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

  /** Reloads if a file is another than when it was last read; never throws. */
  void look() throws InterruptedException {
    Map<Path, Optional<Stamp>> now = stamps();
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      kept.reload();
      // A reload may name other files than before.
      seen = stamps();
      show(new Outcome.Taken(clock.instant()));
      LOG.info("the changed configuration is taken over");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      show(new Outcome.Refused(clock.instant()));
      LOG.error("the changed configuration is refused, the last good one goes on: {}", reason(e));
    }
  }

  /**
   * An exception of the file system says by its kind alone what is wrong with the file it names.
   */
  private static String reason(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }

  private void show(Outcome now) {
    outcome.set(now);
    told.accept(now);
  }

  private Map<Path, Optional<Stamp>> stamps() {
    Map<Path, Optional<Stamp>> stamps = new LinkedHashMap<>();
    kept.files().forEach(file -> stamps.put(file, stamp(file)));
    return stamps;
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
