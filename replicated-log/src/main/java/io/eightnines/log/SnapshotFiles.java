package io.eightnines.log;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.RaftStorageDirectory;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.MD5FileUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one replica on disk, as files {@code snapshot.TERM_INDEX}, each beside its MD5
 * sum.
 *
 * <p>A file is the format (1 byte, 1), the log time of the last entry (8 bytes) and the state of
 * the fold. One that does not match its sum is set aside as {@code *.corrupt} at start. MD5 is what
 * Ratis checks a snapshot by on its way to another member; it guards against accidents only.
 */
final class SnapshotFiles extends SimpleStateMachineStorage {
  /** What a snapshot holds. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and never leaves the package.
  record Contents(long logMillis, byte[] state) {}

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);
  private static final byte FORMAT = 1;
  private static final Pattern SEGMENT = Pattern.compile("log_(?:inprogress_)?(\\d+).*");

  @Override
  public void init(RaftStorage storage) throws IOException {
    RaftStorageDirectory directory = storage.getStorageDir();
    long newest = refuseCorrupt(directory.getStateMachineDir().toPath());
    OptionalLong first = firstInLog(directory.getCurrentDir().toPath());
    if (first.isPresent() && first.getAsLong() > newest + 1) {
      throw new IOException(
          directory.getRoot()
              + " is refused: its log begins at "
              + first.getAsLong()
              + " and the newest whole snapshot ends at "
              + newest
              + "; restore a snapshot of another member");
    }
    super.init(storage);
  }

  void write(TermIndex end, Contents contents) throws IOException {
    Path file = getSnapshotFile(end.getTerm(), end.getIndex()).toPath();
    ByteBuffer bytes =
        ByteBuffer.allocate(1 + Long.BYTES + contents.state().length)
            .put(FORMAT)
            .putLong(contents.logMillis())
            .put(contents.state())
            .flip();
    Path fresh = getTmpSnapshotFile(end.getTerm(), end.getIndex()).toPath();
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    MD5Hash sum = MD5FileUtil.computeAndSaveMd5ForFile(file.toFile());
    force(file.resolveSibling("."));
    var _ = updateLatestSnapshot(new SingleFileSnapshotInfo(new FileInfo(file, sum), end));
  }

  static Contents read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() < 1 + Long.BYTES || bytes.get() != FORMAT) {
      throw new IOException(file + " is refused: it is no snapshot of this program's format");
    }
    long logMillis = bytes.getLong();
    byte[] state = new byte[bytes.remaining()];
    bytes.get(state);
    return new Contents(logMillis, state);
  }

  /**
   * Checks that {@code snapshot} has the name and the sum of a whole snapshot.
   *
   * @throws IOException if not, saying what is wrong with it
   */
  static TermIndex check(Path snapshot) throws IOException {
    File file = snapshot.toFile();
    if (!SNAPSHOT_REGEX.matcher(file.getName()).matches()) {
      throw new IOException(snapshot + " is refused: its name is not snapshot.TERM_INDEX");
    }
    MD5Hash claimed = MD5FileUtil.readStoredMd5ForFile(file);
    if (claimed == null) {
      throw new IOException(snapshot + " is refused: its MD5 file is missing");
    }
    if (!claimed.equals(MD5FileUtil.computeMd5ForFile(file))) {
      throw new IOException(snapshot + " is refused: its MD5 sum does not match its content");
    }
    var _ = read(snapshot);
    return getTermIndexFromSnapshotFile(file);
  }

  /** Index of the newest snapshot that is whole, -1 if there is none. */
  private static long refuseCorrupt(Path directory) throws IOException {
    long newest = -1;
    for (Path file : snapshots(directory)) {
      try {
        newest = Math.max(newest, check(file).getIndex());
      } catch (IOException e) {
        LOG.error("{}; it is set aside and an older one is used", e.getMessage());
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".corrupt"),
            StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(MD5FileUtil.getDigestFileForFile(file.toFile()).toPath());
      }
    }
    return newest;
  }

  private static List<Path> snapshots(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> SNAPSHOT_REGEX.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  /** Index of the first entry that is still in a log's segments. */
  static OptionalLong firstInLog(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> SEGMENT.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToLong(segment -> Long.parseLong(segment.group(1)))
          .min();
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
