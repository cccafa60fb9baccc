package io.eightnines.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A fold that remembers every command and what it was stamped with. */
final class Recorder implements Fold {
  record Line(long index, long logMillis, String command) {}

  private final List<Line> lines = new ArrayList<>();
  private int restored;

  @Override
  public synchronized void apply(Entry entry) {
    String command = new String(entry.command(), StandardCharsets.UTF_8);
    if (command.startsWith("poison")) {
      throw new IllegalStateException("poisoned");
    }
    lines.add(new Line(entry.index(), entry.logMillis(), command));
  }

  @Override
  public synchronized byte[] snapshot() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(lines.size());
      for (Line line : lines) {
        out.writeLong(line.index());
        out.writeLong(line.logMillis());
        out.writeUTF(line.command().substring(0, Math.min(100, line.command().length())));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void restore(long index, byte[] state) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
      lines.clear();
      restored++;
      for (int left = in.readInt(); left > 0; left--) {
        lines.add(new Line(in.readLong(), in.readLong(), in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  List<String> commands() {
    return lines().stream().map(Line::command).toList();
  }

  synchronized int restored() {
    return restored;
  }
}
