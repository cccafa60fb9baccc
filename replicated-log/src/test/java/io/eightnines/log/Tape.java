package io.eightnines.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A store for tests: it keeps the first bytes of each command in a file, one line each. */
final class Tape implements Store {
  private static final int KEPT = 16;

  private final Path file;
  private final List<String> lines;
  private Position applied = Position.START;
  private long refills;
  private volatile boolean keepsLog;
  private final Callable<Void> onFetched;

  /**
   * @param onFetched done once what was to be fetched is here, before anybody hears of it
   */
  Tape(Path directory, Callable<Void> onFetched) throws IOException {
    this.onFetched = onFetched;
    this.file = Files.createDirectories(directory).resolve("tape");
    this.lines = Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    if (!lines.isEmpty()) {
      applied = position(lines.getLast());
    }
  }

  private static Position position(String line) {
    String[] parts = line.split(" ", 3);
    return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  synchronized List<String> commands() {
    return lines.stream().map(line -> line.split(" ", 3)[2]).toList();
  }

  synchronized long refills() {
    return refills;
  }

  /** From now on nothing is settled, so the log forgets nothing. */
  void keepLog() {
    keepsLog = true;
  }

  @Override
  public synchronized Position applied() {
    return applied;
  }

  @Override
  public synchronized byte[] apply(Position position, byte[] command) {
    String text =
        new String(command, 0, Math.min(KEPT, command.length), StandardCharsets.UTF_8).strip();
    lines.add(position.term() + " " + position.index() + " " + text);
    applied = position;
    return ("took " + text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized Position settle() {
    if (keepsLog) {
      return Position.START;
    }
    try {
      Files.write(file, lines);
      return applied;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized byte[] answer(byte[] question) {
    int from = ByteBuffer.wrap(question).getInt();
    return String.join("\n", lines.subList(Math.min(from, lines.size()), lines.size()))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void refill(Source leader) throws IOException {
    int have = commands().size();
    byte[] rest = leader.ask(ByteBuffer.allocate(Integer.BYTES).putInt(have).array());
    synchronized (this) {
      refills++;
      new String(rest, StandardCharsets.UTF_8).lines().forEach(lines::add);
      applied = lines.isEmpty() ? Position.START : position(lines.getLast());
    }
    try {
      var _ = onFetched.call();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
