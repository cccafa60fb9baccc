package io.eightnines.failover.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads what lately happened from a journal that may be written at the same time. It trusts the
 * lines; {@link Replay} is what checks them.
 */
public final class JournalReader {
  /**
   * Part of a journal.
   *
   * @param lines the bodies of entries, newest last
   * @param left whether there were more, older ones than were asked for
   */
  public record Page(List<JsonNode> lines, boolean left) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  private final Path journal;

  public JournalReader(Path journal) {
    this.journal = journal;
  }

  /**
   * The newest {@code most} entries since {@code since} that are more than an observer's ballot
   * said again.
   *
   * @throws IOException if the journal cannot be read
   */
  public Page since(Instant since, int most) throws IOException {
    Deque<JsonNode> found = new ArrayDeque<>();
    List<Path> newestFirst = Segments.of(journal).reversed();
    for (Path segment : newestFirst) {
      List<JsonNode> lines = newest(segment, since, most + 1 - found.size());
      lines.reversed().forEach(found::addFirst);
      if (found.size() > most || endsBefore(segment, since)) {
        break;
      }
    }
    boolean left = found.size() > most;
    if (left) {
      found.removeFirst();
    }
    return new Page(List.copyOf(found), left);
  }

  /** No more than {@code most} lines are held at a time, however long the segment is. */
  private static List<JsonNode> newest(Path segment, Instant since, int most) throws IOException {
    Deque<JsonNode> last = new ArrayDeque<>();
    try (BufferedReader in = Files.newBufferedReader(segment, StandardCharsets.UTF_8)) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        Optional<JsonNode> entry = entry(text).filter(body -> !wall(body).isBefore(since));
        entry.ifPresent(last::addLast);
        if (last.size() > most) {
          last.removeFirst();
        }
      }
    } catch (NoSuchFileException e) {
      return List.of(); // the oldest segment, deleted since its name was read
    }
    return new ArrayList<>(last);
  }

  /**
   * Whether everything before a segment is older than {@code since}: the state it begins with is.
   */
  private static boolean endsBefore(Path segment, Instant since) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(segment, StandardCharsets.UTF_8)) {
      String head = in.readLine();
      if (head == null) {
        return false;
      }
      JsonNode begun =
          JournalLine.json(JournalLine.parse(head.getBytes(StandardCharsets.UTF_8)).body())
              .at("/state/stamp/wall");
      return begun.isTextual() && Instant.parse(begun.asText()).isBefore(since);
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** An entry that is worth showing; the last line may be cut short, as it is being written. */
  private static Optional<JsonNode> entry(String text) {
    if (text.contains("\"again\":") && !text.contains("\"events\":")) {
      return Optional.empty();
    }
    try {
      JsonNode body =
          JournalLine.json(JournalLine.parse(text.getBytes(StandardCharsets.UTF_8)).body());
      return body.has("index") || JournalLine.isNote(body) ? Optional.of(body) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Instant wall(JsonNode body) {
    return JournalLine.stamp(body).wall();
  }
}
