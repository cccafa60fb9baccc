package io.eightnines.runbooks.bench;

import com.sun.management.OperatingSystemMXBean;
import io.eightnines.client.draw.ChainHead;
import io.eightnines.gateway.ledger.Look;
import io.eightnines.runbooks.drill.Check;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures how many draws one gateway and three acknowledge, each flushed by a majority, and what a
 * ledger costs in memory and at a start when it holds many. Real ledgers, logs, signatures and
 * sockets in one process; what is left out is HTTP, and devices: random bits are zeros.
 */
public final class LedgerBench {
  private static final int SIZE = 4096;
  private static final int FLUSHES = 200;
  private static final int SIGNATURES = 2000;
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /** A few more than a batch, so that the next one fills while one is flushed. */
  private static final int WAITING = 512;

  /** Above this share of the processors nothing else can be what limits. */
  private static final double BUSY = 0.85;

  private static final int PROGRESS_DRAWS = 100_000;

  private final long draws;
  private final Duration length;
  private final SpeedBench.Place place;
  private final List<Check> checks = new ArrayList<>();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LedgerBench(long draws, Duration length, SpeedBench.Place place) {
    this.draws = draws;
    this.length = length;
    this.place = place;
  }

  /**
   * Runs it.
   *
   * @param draws how many the ledger holds when its memory and its start are measured
   * @param length how long each group is measured
   */
  public static LedgerReport run(long draws, Duration length, SpeedBench.Place place)
      throws IOException, InterruptedException {
    return new LedgerBench(draws, length, place).run();
  }

  private LedgerReport run() throws IOException, InterruptedException {
    LedgerReport.Machine machine = machine();
    List<LedgerReport.Group> groups = new ArrayList<>();
    for (int gateways : List.of(1, 3)) {
      place.progress().accept(gateways + (gateways == 1 ? " gateway" : " gateways"));
      groups.add(group(gateways));
    }
    return new LedgerReport(machine, groups, stored(), checks);
  }

  private LedgerReport.Machine machine() throws IOException {
    Histogram micros = new Histogram(3);
    Path file = place.folder().resolve("flushes");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < FLUSHES; i++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(SIZE));
        channel.force(false);
        micros.recordValue((System.nanoTime() - begun) / 1000);
      }
    }
    Files.delete(file);
    return new LedgerReport.Machine(
        system.getAvailableProcessors(),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(99),
        LedgerSeats.signMicros(SIGNATURES));
  }

  private LedgerReport.Group group(int gateways) throws IOException, InterruptedException {
    try (LedgerSeats seats =
        LedgerSeats.open(place.folder().resolve(gateways + "-gateways"), gateways)) {
      LedgerLoad load = new LedgerLoad(seats.writers(), "c", WAITING);
      runFor(load, length.compareTo(WARM_UP) < 0 ? length : WARM_UP);
      load.forget();
      seats.forget();
      long cpu = system.getProcessCpuTime();
      long begun = System.nanoTime();
      runFor(load, length);
      long took = System.nanoTime() - begun;
      double share =
          (double) (system.getProcessCpuTime() - cpu) / took / system.getAvailableProcessors();
      check(gateways + " gateways", seats, load);
      double perSecond = load.acknowledged() * 1e9 / took;
      return new LedgerReport.Group(
          gateways,
          WAITING,
          perSecond,
          load.micros().getValueAtPercentile(50) / 1000.0,
          load.micros().getValueAtPercentile(99) / 1000.0,
          seats.drawsAFlush(),
          share,
          share > BUSY ? "processors" : "waiting for flushes and answers");
    }
  }

  private static void runFor(LedgerLoad load, Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    load.run(() -> System.nanoTime() - end > 0);
  }

  /** Each chain ends where its player was told, at every gateway. */
  private void check(String what, LedgerSeats seats, LedgerLoad load) throws InterruptedException {
    long whole = 0;
    long all = 0;
    for (var ledger : seats.ledgers()) {
      for (LedgerLoad.Line line : load.lines()) {
        all++;
        if (ledger.head(LedgerLoad.CUSTOMER, line.name()) instanceof Look.Found<ChainHead>(var head)
            && head.length() == line.length()) {
          whole++;
        }
      }
    }
    checks.add(
        new Check(
            what + ": chains as their players know them", whole == all, whole + " of " + all));
    checks.add(
        new Check(
            what + ": requests refused", load.refused() == 0, load.refused() + ", must be 0"));
  }

  private LedgerReport.Stored stored() throws IOException, InterruptedException {
    Path folder = place.folder().resolve("stored");
    long begun = System.nanoTime();
    long heap;
    long resident;
    try (LedgerSeats seats = LedgerSeats.open(folder, 1)) {
      LedgerLoad load = new LedgerLoad(seats.writers(), "c", WAITING);
      for (long part = 0; part < draws; part += PROGRESS_DRAWS) {
        long goal = Math.min(draws, part + PROGRESS_DRAWS);
        load.run(() -> load.acknowledged() >= goal);
        place.progress().accept(load.acknowledged() + " draws stored");
      }
      check("stored", seats, load);
      System.gc();
      heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      resident = resident();
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    long opening = System.nanoTime();
    try (LedgerSeats seats = LedgerSeats.open(folder, 1)) {
      double opened = (System.nanoTime() - opening) / 1e6;
      LedgerLoad one = new LedgerLoad(seats.writers(), "after", 1);
      one.run(() -> one.acknowledged() == 1);
      return new LedgerReport.Stored(
          draws,
          seconds,
          megabytes(Files.size(seats.file())),
          megabytes(heap),
          megabytes(resident),
          opened,
          (System.nanoTime() - opening) / 1e6);
    }
  }

  /** What the process has of the machine's memory, from {@code /proc}; 0 where there is none. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }
}
