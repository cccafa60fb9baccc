package io.eightnines.failover.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.lifecycle.Managed;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every entry and what it did, and what became of publishes, on a thread of its own: a
 * disk that is slow, full or gone delays no decision. What could not be written is a gap, after
 * which a new segment begins with the whole state.
 */
public final class Journal implements Managed {
  /** What is to be written. */
  private sealed interface Item {
    record Written(State before, Stamp at, Command command, Step step) implements Item {}

    record Noted(Publication said, Instant wall) implements Item {}

    /** Nothing: it wakes the writer, so that it sees that it should stop. */
    record Wake() implements Item {}
  }

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  /** Some minutes of entries: full only if the disk does not answer. */
  private static final int QUEUE = 4096;

  /** Notes that came before the first entry wait for it: a segment begins with a state. */
  private static final int MAX_WAITING = 256;

  /** A disk that takes no line within this time has stopped answering. */
  private static final int STOP_MILLIS = 2000;

  private static final long NOTHING = -1;

  private final Path directory;
  private final JournalPolicy policy;
  private final Runnable failed;
  private final Deque<Item.Noted> waiting = new ArrayDeque<>(); // the writer's alone
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread writer = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
  private String lastHash = JournalLine.NO_HASH; // this and the next three: the writer's alone
  private long lastIndex = NOTHING;
  private @Nullable Path segment;
  private boolean met; // whether an entry of this life was compared with what is written

  /** Set once, by the thread that stops the journal. */
  private volatile boolean stopped;

  /**
   * Keeps a journal in {@code directory}, which is made if it is missing.
   *
   * @param failed called when an entry could not be written
   */
  public Journal(Path directory, JournalPolicy policy, Runnable failed) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.policy = policy;
    this.failed = failed;
    recover();
  }

  @Override
  public void start() {
    writer.start();
  }

  /** Takes an entry from the thread that applies them; never waits. */
  public void append(State before, Stamp at, Command command, Step step) {
    offer(new Item.Written(before, at, command, step));
  }

  /** Takes what became of a publish, from any thread; never waits. */
  public void note(Publication said, Instant wall) {
    offer(new Item.Noted(said, wall));
  }

  private void offer(Item item) {
    if (!queue.offer(item)) {
      failed.run();
    }
  }

  /** Whether nothing waits to be written; the last line may be under way, which a stop awaits. */
  boolean isIdle() {
    return queue.isEmpty();
  }

  /** Waits for as long as lines are written, however many there are. */
  @Override
  public void stop() throws InterruptedException {
    stopped = true;
    var _ = queue.offer(new Item.Wake()); // a queue without room has a writer that is awake
    int before;
    do {
      before = queue.size();
      writer.join(STOP_MILLIS);
    } while (writer.isAlive() && queue.size() < before);
    if (writer.isAlive()) {
      var _ = queue.removeIf(Item.Wake.class::isInstance);
      queue.forEach(_ -> failed.run());
      log.warn("{} entries are not in the journal: its disk does not answer", queue.size());
    }
  }

  private void run() {
    while (!stopped || !queue.isEmpty()) {
      try {
        switch (queue.take()) {
          case Item.Written entry -> write(entry);
          case Item.Noted note -> write(note);
          case Item.Wake _ -> {}
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        segment = null;
        failed.run();
        log.error("an entry is not in the journal: {}", e.toString());
      }
    }
  }

  /** Entries that were journalled before a restart come again, and are left out. */
  private void write(Item.Written next) throws IOException {
    if (!met) {
      met = true; // at once: a line that cannot be read must not end the journal
      meet(next.at());
    }
    if (next.at().index() <= lastIndex) {
      return;
    }
    Path file = segment;
    boolean gap = next.before().stamp().index() != lastIndex;
    if (file == null || gap || Files.size(file) >= policy.segmentBytes()) {
      file = begin(next.before());
    }
    String body = JournalLine.entry(next.before(), next.at(), next.command(), next.step());
    append(file, body);
    lastIndex = next.at().index();
    while (!waiting.isEmpty()) {
      write(waiting.removeFirst());
    }
  }

  private void write(Item.Noted next) throws IOException {
    Path file = segment;
    if (file != null) {
      append(file, JournalLine.note(lastIndex, next.said(), next.wall()));
      return;
    }
    waiting.addLast(next);
    if (waiting.size() > MAX_WAITING) {
      waiting.removeFirst();
      failed.run();
    }
  }

  /**
   * A log that was lost begins again at its first entry, whose numbers were all used before. What
   * was written of the lost one is set aside whole, and replays there by itself.
   */
  private void meet(Stamp first) throws IOException {
    if (first.index() > lastIndex || Segments.mayHold(directory, first)) {
      return;
    }
    Path aside = Segments.setAside(directory, lastHash);
    log.warn("the log is another than the journal's, which is kept in {}", aside);
    lastHash = JournalLine.NO_HASH;
    lastIndex = NOTHING;
    segment = null;
  }

  /** The segment before may end in half of a line, if the disk failed while it was written. */
  private Path begin(State state) throws IOException {
    List<Path> before = Segments.of(directory);
    if (!before.isEmpty()) {
      cutTornLine(before.getLast());
    }
    Path file = Segments.after(directory, state.stamp().index());
    Files.deleteIfExists(file);
    append(file, JournalLine.head(lastHash, state));
    segment = file;
    List<Path> all = Segments.of(directory);
    for (Path old : all.subList(0, Math.max(0, all.size() - policy.segments()))) {
      Files.delete(old);
    }
    return file;
  }

  private void append(Path file, String body) throws IOException {
    JournalLine line = JournalLine.after(lastHash, body);
    Files.writeString(
        file,
        line.text() + "\n",
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
    lastHash = line.hash();
  }

  /**
   * Goes on after the last whole line; a line cut short by a crash is cut off. A segment whose end
   * cannot be read is set aside for people: a bad journal must not keep a daemon from starting.
   */
  private void recover() throws IOException {
    for (Path file : Segments.of(directory).reversed()) {
      cutTornLine(file);
      List<byte[]> lines = Segments.lines(file);
      if (lines.isEmpty()) {
        Files.delete(file);
      } else if (goesOnAfter(lines.getLast())) {
        segment = file;
        return;
      } else {
        Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
      }
    }
  }

  private boolean goesOnAfter(byte[] lastLine) {
    try {
      JournalLine line = JournalLine.parse(lastLine);
      JsonNode body = JournalLine.json(line.body());
      lastIndex = JournalLine.lastIndex(body);
      lastHash = line.hash();
      return true;
    } catch (IOException e) {
      log.error("a segment of the journal is set aside, unreadable at its end: {}", e.toString());
      return false;
    }
  }

  private static void cutTornLine(Path file) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw");
        FileChannel channel = access.getChannel()) {
      long end = access.length();
      while (end > 0 && byteAt(access, end - 1) != '\n') {
        end--;
      }
      channel.truncate(end);
    }
  }

  private static int byteAt(RandomAccessFile access, long position) throws IOException {
    access.seek(position);
    return access.read();
  }
}
