package io.eightnines.runbooks.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk of one member's own, whose power can be cut: an ext4 file system in a file, mounted from a
 * loop device. SIGKILL alone leaves in the kernel's memory what was written and never flushed; when
 * the power is cut here that is lost, as on a machine that goes dark (EXT4_IOC_SHUTDOWN, with which
 * file systems are tested themselves). It can be filled, too.
 */
public final class Disk implements AutoCloseable {
  /** Sparse, so that it costs what is written. */
  private static final long BYTES = 1L << 30;

  /** Long after a drill has ended: what nobody flushes is not flushed by accident. */
  private static final String OPTIONS = "loop,commit=300";

  /** What ext4 keeps for itself, up to 16 MiB, gives to nobody at once; the rest is written. */
  private static final long TO_SPARE = 64L << 20;

  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private final Path image;
  private final Path folder;

  private Disk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /**
   * Makes an empty disk and mounts it.
   *
   * @param image the file that holds it; made anew
   * @param folder where it is mounted; made if it is not there
   * @throws NotPossibleHereException if this machine has no loop devices, or not for us
   */
  public static Disk mount(Path image, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(0);
      file.setLength(BYTES);
    }
    Disk disk = new Disk(image, folder);
    try {
      run("mkfs.ext4", "-q", "-F", image.toString());
      disk.mount();
    } catch (IOException e) {
      throw new NotPossibleHereException(
          "a disk's power cannot be cut here: %s; it needs root, e2fsprogs and loop devices"
              .formatted(e.getMessage()));
    }
    return disk;
  }

  /** Takes away what an earlier run that was killed left mounted beneath a folder. */
  public static void removeLeftovers(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    String ours = folder.toRealPath() + "/";
    for (String mounted : mounted()) {
      if (mounted.startsWith(ours)) {
        run("umount", "--lazy", mounted);
      }
    }
  }

  /** Where loop devices are mounted. */
  private static List<String> mounted() throws IOException {
    if (!Files.exists(MOUNTS)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(MOUNTS)) {
      return lines
          .filter(line -> line.startsWith("/dev/loop"))
          .map(line -> line.split(" ", -1)[1])
          .toList();
    }
  }

  private void mount() throws IOException {
    run("mount", "-o", OPTIONS, image.toString(), folder.toString());
  }

  /** Cuts the power: from now on nothing is written, and what was not flushed is lost. */
  public void cut() throws IOException {
    PowerSwitch.off(folder);
  }

  /** Takes all the room there is. */
  public void fill() throws IOException {
    long room = folder.toFile().getFreeSpace();
    run("fallocate", "--length", Long.toString(room - TO_SPARE), ballast().toString());
    byte[] block = new byte[1 << 12];
    try (OutputStream rest = Files.newOutputStream(ballast(), StandardOpenOption.APPEND)) {
      while (true) {
        rest.write(block);
      }
    } catch (IOException full) {
      // that is what it was for
    }
  }

  /** Gives the room back. */
  public void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  /** Switches the power on again; nobody may have a file open that was there before. */
  public void restore() throws IOException {
    run("umount", folder.toString());
    mount();
  }

  /** Takes the disk away, even from under a process that is still ending. */
  @Override
  public void close() throws IOException {
    if (mounted().contains(folder.toRealPath().toString())) {
      run("umount", "--lazy", folder.toString());
    }
    Files.deleteIfExists(image);
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            "%s ended with %d: %s".formatted(String.join(" ", List.of(command)), code, said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command[0] + " ran", e);
    }
  }
}
