package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;

/**
 * How many draws gateways acknowledge, and what a ledger that holds many of them costs; as JSON it
 * is read by machines, so members are only added.
 */
public record LedgerReport(
    Machine machine,
    List<Group> groups,
    List<Http> http,
    Stored stored,
    List<Full> full,
    List<Check> checks)
    implements BenchReport {
  /**
   * What the machine alone can do.
   *
   * @param flushP50Micros of 4 KiB, written and forced to the disk that the ledgers are on
   * @param signMicros for one signature (Ed25519), of which each draw has one
   */
  public record Machine(
      int processors, long flushP50Micros, long flushP99Micros, double signMicros) {}

  /**
   * So many gateways, all in this process, over loopback sockets where there are several.
   *
   * @param waiting requests that wait at any time, each for another chain
   * @param drawsAFlush acknowledged in one entry of the log
   * @param processorShare of all processors' time that this process took, 0 to 1
   * @param limit what it is that stops it from being faster
   */
  public record Group(
      int gateways,
      int waiting,
      double drawsPerSecond,
      double p50Millis,
      double p99Millis,
      double drawsAFlush,
      double processorShare,
      String limit) {}

  /**
   * One gateway's ledger when it holds so many draws.
   *
   * @param heapMegabytes after a collection
   * @param openMillis until a ledger that was closed in good order takes requests again
   * @param firstDrawMillis until the first draw after that is acknowledged
   */
  public record Stored(
      long draws,
      long seconds,
      long fileMegabytes,
      long heapMegabytes,
      long residentMegabytes,
      double openMillis,
      double firstDrawMillis) {}

  /**
   * One gateway in a process of its own, asked over HTTP, a request for each draw.
   *
   * @param waiting connections, each with one request at a time
   * @param gatewayShare of all processors' time that the gateway took, 0 to 1
   * @param loadShare of all processors' time that was spent on asking
   */
  public record Http(
      int waiting,
      double drawsPerSecond,
      double p50Millis,
      double p99Millis,
      double gatewayShare,
      double loadShare) {}

  /**
   * One gateway in a process of its own, on a ledger that was filled with so many draws before.
   *
   * @param acknowledged draws that it issued before it was killed
   * @param residentMegabytes what it had of the machine's memory right before that
   * @param readyMillis from the start of the next process until it took requests
   * @param firstDrawMillis from there until it acknowledged a draw
   * @param residentAgainMegabytes what it had then
   */
  public record Full(
      long draws,
      double fillSeconds,
      long acknowledged,
      long fileMegabytes,
      long residentMegabytes,
      double readyMillis,
      double firstDrawMillis,
      long residentAgainMegabytes) {}

  @Override
  public String bench() {
    return "ledger";
  }

  @Override
  public void appendFigures(Formatter table) {
    table.format(
        "%n  this machine: %d processors, a flush %d us (p99 %d), a signature %.0f us%n%n",
        machine.processors(),
        machine.flushP50Micros(),
        machine.flushP99Micros(),
        machine.signMicros());
    table.format(
        "  %-8s %8s %10s %8s %8s %12s %10s   %s%n",
        "gateways", "waiting", "draws/s", "p50 ms", "p99 ms", "draws/flush", "CPU", "limit");
    for (Group group : groups) {
      table.format(
          "  %-8d %8d %10.0f %8.1f %8.1f %12.1f %9.0f%%   %s%n",
          group.gateways(),
          group.waiting(),
          group.drawsPerSecond(),
          group.p50Millis(),
          group.p99Millis(),
          group.drawsAFlush(),
          group.processorShare() * 100,
          group.limit());
    }
    http.forEach(one ->
        table.format(
            "  over HTTP %7d %10.0f %8.1f %8.1f   gateway %.0f%% of the processors, load %.0f%%%n",
            one.waiting(),
            one.drawsPerSecond(),
            one.p50Millis(),
            one.p99Millis(),
            one.gatewayShare() * 100,
            one.loadShare() * 100));
    table.format(
        "%n  %d draws stored in %d s: file %d MB, heap %d MB, resident %d MB; opened again in"
            + " %.0f ms, first draw after %.0f ms%n%n",
        stored.draws(),
        stored.seconds(),
        stored.fileMegabytes(),
        stored.heapMegabytes(),
        stored.residentMegabytes(),
        stored.openMillis(),
        stored.firstDrawMillis());
    full.forEach(one ->
        table.format(
            "  %d draws before (%d MB): resident %d MB at work, killed after %d more; ready again in"
                + " %.0f ms, first draw after %.0f ms, resident %d MB%n",
            one.draws(),
            one.fileMegabytes(),
            one.residentMegabytes(),
            one.acknowledged(),
            one.readyMillis(),
            one.firstDrawMillis(),
            one.residentAgainMegabytes()));
  }
}
