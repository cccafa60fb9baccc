package io.eightnines.runbooks.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process, told from every other that had or will have its number.
 *
 * @param boot the kernel's name of this boot ({@code /proc/sys/kernel/random/boot_id})
 * @param ticks clock ticks from the boot to its start (proc(5), field 22 of {@code stat})
 */
public record ProcessMark(long pid, String boot, long ticks) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** Place of the state among the fields that follow the command's name. */
  private static final int STATE = 0;

  private static final int START = 19;

  private record Stat(String state, long ticks) {
    boolean isGone() {
      return state.equals("Z") || state.equals("X");
    }
  }

  /** The process that has a number now; empty if none has, or one that only waits to be reaped. */
  public static Optional<ProcessMark> of(long pid) throws IOException {
    Optional<Stat> stat = stat(pid).filter(found -> !found.isGone());
    return stat.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ProcessMark(pid, Files.readString(BOOT).strip(), stat.orElseThrow().ticks()));
  }

  /** Reads what {@link #toString} wrote; empty if it is anything else. */
  public static Optional<ProcessMark> parse(String text) {
    String[] parts = text.strip().split(" ", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new ProcessMark(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether this very process runs. */
  public boolean isAlive() throws IOException {
    return of(pid).filter(this::equals).isPresent();
  }

  /** The name in parentheses may hold anything, so fields are counted from the last of them. */
  private static Optional<Stat> stat(long pid) throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), "stat");
    String line;
    try {
      line = Files.readString(file);
    } catch (IOException gone) {
      if (Files.exists(Path.of("/proc/self/stat"))) {
        return Optional.empty();
      }
      throw new IOException("processes are told apart by /proc, which is not here", gone);
    }
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return Optional.of(new Stat(fields[STATE], Long.parseLong(fields[START])));
  }

  @Override
  public String toString() {
    return pid + " " + boot + " " + ticks;
  }
}
