package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import io.eightnines.runbooks.fleet.Archives;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures how many draws a gateway in a process of its own acknowledges over HTTP, with the
 * kernel's random bits, each draw a request of its own; who asks shares the processors with it.
 */
final class HttpLedgerBench {
  private final Path folder;
  private final Archives archives;
  private final Duration length;
  private final Duration warmUp;

  HttpLedgerBench(Path folder, Archives archives, Duration warmUp, Duration length) {
    this.folder = folder;
    this.archives = archives;
    this.warmUp = warmUp;
    this.length = length;
  }

  LedgerReport.Http run(int waiting, List<Check> checks) throws IOException, InterruptedException {
    try (GatewayProcess gateway = GatewayProcess.start(folder, archives)) {
      long _ = gateway.awaitReady();
      HttpLoad load = new HttpLoad(gateway.port(), "http", waiting);
      runFor(load, warmUp);
      HttpLoad measured = new HttpLoad(gateway.port(), "http-measured", waiting);
      Duration gatewayBefore = gateway.processorTime();
      Duration ownBefore = own();
      long begun = System.nanoTime();
      runFor(measured, length);
      double took = System.nanoTime() - begun;
      long refused = load.refused() + measured.refused();
      checks.add(new Check("http: requests refused", refused == 0, refused + ", must be 0"));
      return new LedgerReport.Http(
          waiting,
          measured.acknowledged() * 1e9 / took,
          measured.micros().getValueAtPercentile(50) / 1000.0,
          measured.micros().getValueAtPercentile(99) / 1000.0,
          share(gateway.processorTime().minus(gatewayBefore), took),
          share(own().minus(ownBefore), took));
    }
  }

  private static Duration own() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double share(Duration cpu, double took) {
    return cpu.toNanos() / took / Runtime.getRuntime().availableProcessors();
  }

  private static void runFor(HttpLoad load, Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    load.run(() -> System.nanoTime() - end > 0);
  }
}
