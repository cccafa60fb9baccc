package io.eightnines.failover.zone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Reads records as RFC 1035 section 5 writes them. {@code $INCLUDE} is refused. */
public final class MasterFile {
  /** Some hundred thousand records; a larger file is a mistake. */
  static final long MAX_BYTES = 16L << 20;

  private MasterFile() {}

  /** The file's records; those that give no TTL have that of {@code $TTL} or of the one before. */
  public static List<Placed> read(Path file, Name origin) throws RefusedZoneException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes((int) MAX_BYTES + 1);
    } catch (IOException e) {
      throw new RefusedZoneException(List.of(file + ": cannot be read: " + e));
    }
    if (bytes.length > MAX_BYTES) {
      throw new RefusedZoneException(
          List.of(file + ": is longer than " + MAX_BYTES + " bytes, expected at most that"));
    }
    return parse(bytes, origin, file.toString());
  }

  /** The records in a file's bytes; {@code file} is its name in what is refused. */
  static List<Placed> parse(byte[] bytes, Name origin, String file) throws RefusedZoneException {
    return parse(bytes, origin, -1, line -> file + ":" + line);
  }

  /** One record on one line, with {@code ttlSeconds} unless it gives its own. */
  public static Placed line(String text, Name origin, long ttlSeconds, String place)
      throws RefusedZoneException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (text.startsWith("$") || text.indexOf('\n') >= 0) {
      throw new RefusedZoneException(
          List.of(place + " is '" + text + "', expected one record on one line"));
    }
    List<Placed> records = parse(bytes, origin, ttlSeconds, line -> place);
    if (records.size() != 1) {
      throw new RefusedZoneException(
          List.of(place + " is '" + text + "', expected a record such as 'www 300 A 192.0.2.1'"));
    }
    return records.getFirst();
  }

  private static List<Placed> parse(
      byte[] bytes, Name origin, long ttlSeconds, java.util.function.IntFunction<String> place)
      throws RefusedZoneException {
    List<Placed> records = new ArrayList<>();
    LineByLine lines = new LineByLine(bytes);
    try (Master master =
        ttlSeconds < 0 ? new Master(lines, origin) : new Master(lines, origin, ttlSeconds)) {
      master.disableIncludes(true);
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        if (records.size() == RecordRules.MAX_RECORDS) { // Also what $GENERATE makes.
          throw new IOException("expected at most " + RecordRules.MAX_RECORDS + " records");
        }
        records.add(new Placed(record, place.apply(lines.line())));
      }
    } catch (IOException | RuntimeException e) {
      throw new RefusedZoneException(
          List.of(place.apply(lines.line()) + ": " + reason(String.valueOf(e.getMessage()))));
    }
    return records;
  }

  /** The parser begins its messages with its own idea of the place, {@code <none>:3: }. */
  private static String reason(String message) {
    return message.replaceFirst("^<[a-z]+>:\\d+: ", "");
  }

  /**
   * Hands out a line with each read, so that what has been handed out says which line is being
   * parsed: the parser reads no further than it must.
   */
  private static final class LineByLine extends InputStream {
    private final ByteArrayInputStream bytes;
    private int line;

    LineByLine(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    /** Counted from 1. */
    int line() {
      return Math.max(1, line);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("the parser reads into a buffer");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = 0;
      while (count < length) {
        int next = bytes.read();
        if (next < 0) {
          break;
        }
        into[offset + count] = (byte) next;
        count++;
        if (next == '\n') {
          break;
        }
      }
      if (count == 0) {
        return -1;
      }
      line++;
      return count;
    }
  }
}
