package io.eightnines.runbooks.bench;

import io.eightnines.client.token.HashedTokens;
import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.fleet.Fleet;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A gateway in a process of its own, alone, on loopback, with the kernel's random bits. */
final class GatewayProcess implements AutoCloseable {
  /** Whom it lets ask for draws; it listens on loopback, for as long as a benchmark runs. */
  static final String TOKEN = "the token of a benchmark";

  private static final Duration READY_LIMIT = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 5;
  private static final int LOOK_MILLIS = 1000;
  private static final int OK = 200;

  private final int port;
  private final Path configuration;
  private final Path log;
  private final Process process;
  private final long begun = System.nanoTime();

  private GatewayProcess(Path folder, Archives archives, int port) throws IOException {
    this.port = port;
    this.configuration = Files.writeString(folder.resolve("gateway.yml"), text(folder, port));
    this.log = folder.resolve("gateway.log");
    this.process =
        new ProcessBuilder(Fleet.gatewayCommand(archives, configuration))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Starts one whose state is in {@code folder/state}; it need not be ready yet. */
  static GatewayProcess start(Path folder, Archives archives) throws IOException {
    Files.createDirectories(state(folder));
    return new GatewayProcess(folder, archives, freePort());
  }

  /** A port that nobody used a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  static Path state(Path folder) {
    return folder.resolve("state");
  }

  private static String text(Path folder, int port) {
    return """
    site: bench
    stateDirectory: %s
    devices:
      - {id: kernel, path: /dev/random}
    signing: {createIfMissing: true}
    callers:
      - {name: bench, tokenSha256: %s}
    server:
      applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
      adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
      requestLog: {appenders: []}
    logging: {level: WARN}
    """
        .formatted(state(folder), HashedTokens.sha256(TOKEN), port);
  }

  int port() {
    return port;
  }

  /** Waits until it takes requests; how long that is after it was started, in nanoseconds. */
  long awaitReady() throws IOException, InterruptedException {
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() - begun > READY_LIMIT.toNanos()) {
        throw new IOException("the gateway is not ready, %s says why".formatted(log));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return System.nanoTime() - begun;
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:%d/health/ready".formatted(port))
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(LOOK_MILLIS);
      connection.setReadTimeout(LOOK_MILLIS);
      return connection.getResponseCode() == OK;
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  /** What it has of the machine's memory; 0 where there is no {@code /proc}. */
  long residentBytes() throws IOException {
    return Resident.bytes(Path.of("/proc", Long.toString(process.pid()), "status"));
  }

  /** Its time on the processors since it was started. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it without a word (SIGKILL), and waits until it is gone. */
  void kill() throws InterruptedException {
    var _ = process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
