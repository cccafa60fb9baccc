package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Runs dnsperf, which asks as fast as it is answered or at a set pace. */
final class Dnsperf {
  /** What came of one run. */
  record Run(long completed, long lost, double perSecond) {}

  private static final Pattern FIGURE =
      Pattern.compile("\\s*Queries (completed|lost|per second):\\s+([0-9.]+).*");

  /** A line of one answer, its time in seconds at the end. */
  private static final Pattern ANSWER = Pattern.compile("> \\S+ \\S+ \\S+ ([0-9.]+)");

  /** Enough to keep a server busy; more would only measure the queue. */
  private static final int OUTSTANDING = 100;

  /** Sockets that ask, so that a server with a socket for each thread can share them out. */
  private static final int CLIENTS = 8;

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Path program = Tool.find("dnsperf", "dnsperf");
  private final Path queries;
  private final Path output;

  Dnsperf(Path folder, String service) throws IOException {
    this.queries = Files.writeString(folder.resolve("queries"), service + " A\n");
    this.output = folder.resolve("dnsperf.out");
  }

  /** As fast as possible. */
  Run flatOut(Contestant server, int seconds) throws IOException, InterruptedException {
    return run(server, seconds, List.of());
  }

  /** As fast as possible, with the time of each answer in microseconds. */
  Histogram timesFlatOut(Contestant server, int seconds) throws IOException, InterruptedException {
    return times(server, seconds, List.of("-v"));
  }

  /** At a pace, with the time of each answer in microseconds. */
  Histogram timesPaced(Contestant server, int seconds, int perSecond)
      throws IOException, InterruptedException {
    return times(server, seconds, List.of("-v", "-Q", Integer.toString(perSecond)));
  }

  private Histogram times(Contestant server, int seconds, List<String> more)
      throws IOException, InterruptedException {
    var _ = run(server, seconds, more);
    Histogram micros = new Histogram(3);
    try (BufferedReader lines = Files.newBufferedReader(output)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher answer = ANSWER.matcher(line);
        if (answer.matches()) {
          micros.recordValue(Math.round(Double.parseDouble(answer.group(1)) * 1e6));
        }
      }
    }
    return micros;
  }

  private Run run(Contestant server, int seconds, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("-s", server.address(), "-p", Integer.toString(FleetLayout.DNS_PORT)));
    command.addAll(List.of("-d", queries.toString(), "-l", Integer.toString(seconds)));
    command.addAll(List.of("-c", Integer.toString(CLIENTS), "-T", "1", "-t", "2"));
    command.addAll(List.of("-q", Integer.toString(OUTSTANDING)));
    command.addAll(more);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(seconds + GRACE.toSeconds(), TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        throw new IOException("dnsperf failed or hung; " + output + " has what it said");
      }
    } finally {
      process.destroyForcibly();
    }
    return figures();
  }

  private Run figures() throws IOException {
    double completed = 0;
    double lost = 0;
    double perSecond = 0;
    try (BufferedReader lines = Files.newBufferedReader(output)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher figure = FIGURE.matcher(line);
        if (figure.matches()) {
          double value = Double.parseDouble(figure.group(2));
          switch (figure.group(1)) {
            case "completed" -> completed = value;
            case "lost" -> lost = value;
            default -> perSecond = value;
          }
        }
      }
    }
    if (completed == 0) {
      throw new IOException("dnsperf had no answer; " + output + " has what it said");
    }
    return new Run((long) completed, (long) lost, perSecond);
  }
}
