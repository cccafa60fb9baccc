package io.eightnines.runbooks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A name server that is measured.
 *
 * @param pid its process, whose time on the processors is counted
 */
record Contestant(String name, String address, long pid) {
  /** The kernel tells times in hundredths (proc(5), USER_HZ). */
  private static final double MICROS_PER_TICK = 10_000;

  /** Fields of the line after the command's name, counted from 0: user and system time. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** Microseconds of processor time that it has used, of all its threads. */
  double cpuMicros() throws IOException {
    String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MICROS_PER_TICK;
  }

  /** The most memory that it has had, in megabytes. */
  double peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow(() -> new IOException("/proc/" + pid + "/status has no VmHWM"));
  }
}
