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
 * ledger costs in memory and at a start when it holds many. Groups are real ledgers, logs,
 * signatures and sockets in one process, without HTTP and devices: random bits are zeros. A gateway
 * over HTTP and one on a full ledger are real processes.
 */
public final class LedgerBench {
  private static final int SIZE = 4096;
  private static final int FLUSHES = 200;
  private static final int SIGNATURES = 2000;
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /** As many as fill all the batches that a writer has under way, so that no stage of it idles. */
  private static final int WAITING = 1024;

  /** Above this share of the processors nothing else can be what limits. */
  private static final double BUSY = 0.85;

  private static final int PROGRESS_DRAWS = 100_000;

  /**
   * How many times as long as it is measured: a web server is much code, of which a fresh JVM
   * compiles the last only after some ten thousand requests.
   */
  private static final int HTTP_WARM_UP = 4;

  /** Connections: more would only wait longer on two processors. */
  private static final int CONNECTIONS = 256;

  /**
   * What is measured.
   *
   * @param gateways sizes of groups in this process
   * @param http whether a gateway is measured over HTTP as well
   * @param draws how many the ledger holds when its memory and its start are measured here
   * @param full how many a gateway's ledger holds when it is killed; none for no such gateway
   * @param length how long each group is measured
   */
  public record Plan(
      List<Integer> gateways, boolean http, long draws, List<Integer> full, Duration length) {
    public Plan {
      gateways = List.copyOf(gateways);
      full = List.copyOf(full);
    }
  }

  private final Plan plan;
  private final SpeedBench.Place place;
  private final List<Check> checks = new ArrayList<>();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LedgerBench(Plan plan, SpeedBench.Place place) {
    this.plan = plan;
    this.place = place;
  }

  /** Runs it. */
  public static LedgerReport run(Plan plan, SpeedBench.Place place)
      throws IOException, InterruptedException {
    return new LedgerBench(plan, place).run();
  }

  private LedgerReport run() throws IOException, InterruptedException {
    LedgerReport.Machine machine = machine();
    List<LedgerReport.Group> groups = new ArrayList<>();
    for (int gateways : plan.gateways()) {
      place.progress().accept(gateways + (gateways == 1 ? " gateway" : " gateways"));
      groups.add(group(gateways));
    }
    return new LedgerReport(machine, groups, http(), stored(), full(), checks);
  }

  private List<LedgerReport.Http> http() throws IOException, InterruptedException {
    if (!plan.http()) {
      return List.of();
    }
    place.progress().accept("1 gateway over HTTP");
    return List.of(
        new HttpLedgerBench(
                place.folder().resolve("http"),
                place.archives(),
                plan.length().multipliedBy(HTTP_WARM_UP),
                plan.length())
            .run(CONNECTIONS, checks));
  }

  private List<LedgerReport.Full> full() throws IOException, InterruptedException {
    List<LedgerReport.Full> all = new ArrayList<>();
    for (int draws : plan.full()) {
      place.progress().accept("a gateway on " + draws + " draws");
      Path folder = place.folder().resolve("full-" + draws);
      all.add(new FullLedgerBench(folder, plan.length(), place).run(draws));
    }
    return all;
  }

  private Duration warmUp() {
    return plan.length().compareTo(WARM_UP) < 0 ? plan.length() : WARM_UP;
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
      runFor(load, warmUp());
      load.forget();
      seats.forget();
      long cpu = system.getProcessCpuTime();
      long begun = System.nanoTime();
      runFor(load, plan.length());
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
            && line.fits(head.length())) {
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
      for (long part = 0; part < plan.draws(); part += PROGRESS_DRAWS) {
        long goal = Math.min(plan.draws(), part + PROGRESS_DRAWS);
        load.run(() -> load.acknowledged() >= goal);
        place.progress().accept(load.acknowledged() + " draws stored");
      }
      check("stored", seats, load);
      System.gc();
      heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      resident = Resident.bytes(Path.of("/proc/self/status"));
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    long opening = System.nanoTime();
    try (LedgerSeats seats = LedgerSeats.open(folder, 1)) {
      double opened = (System.nanoTime() - opening) / 1e6;
      LedgerLoad one = new LedgerLoad(seats.writers(), "after", 1);
      one.run(() -> one.acknowledged() == 1);
      return new LedgerReport.Stored(
          plan.draws(),
          seconds,
          megabytes(Files.size(seats.file())),
          megabytes(heap),
          megabytes(resident),
          opened,
          (System.nanoTime() - opening) / 1e6);
    }
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }
}
