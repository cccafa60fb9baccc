package io.eightnines.runbooks.region;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that a process holds by holding a file open (fcntl(2)): when the process ends, however it
 * ends, the kernel lets go of it. Nobody has to clean up, and nothing stale is left.
 */
public final class HeldFile implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * What this JVM holds: to close a second channel of a file would let go of the lock that the
   * first one has (fcntl(2)), so a file that is held is not opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private HeldFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock, waiting for its holder for a while.
   *
   * @return empty if another holds it all that time
   */
  public static Optional<HeldFile> take(Path file, Duration patience) throws IOException {
    Path place = file.toAbsolutePath().normalize();
    Files.createDirectories(place.getParent());
    long end = System.nanoTime() + patience.toNanos();
    Optional<HeldFile> held = attempt(place);
    while (held.isEmpty()
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(POLL.toNanos());
      held = attempt(place);
    }
    return held;
  }

  private static Optional<HeldFile> attempt(Path file) throws IOException {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    HeldFile held = null;
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
      } else {
        held = new HeldFile(file, channel);
      }
    } finally {
      if (held == null) {
        HELD.remove(file);
      }
    }
    return Optional.ofNullable(held);
  }

  /** Lets go of the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
