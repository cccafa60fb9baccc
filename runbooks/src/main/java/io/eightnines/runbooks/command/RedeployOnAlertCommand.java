package io.eightnines.runbooks.command;

import io.eightnines.runbooks.alert.AlertHook;
import io.eightnines.runbooks.alert.Trigger;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.redeploy.Redeploys;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits for Alertmanager to say that a region is out, and redeploys it. */
@Command(
    name = "redeploy-on-alert",
    description = {
      "Listen for Alertmanager's webhook and redeploy the region that an alert names: one at a",
      "time, never while another is out. Without --yes it only answers what it would do."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:wrong usage", "3:it could not listen"})
final class RedeployOnAlertCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin RedeployOptions redeploy = new RedeployOptions();

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "ADDRESS:PORT",
      description = "Where to listen; beyond this machine only with --insecure-plain-http.")
  String listen = "";

  @Option(
      names = "--hook-token-file",
      required = true,
      paramLabel = "FILE",
      description = "The bearer token that Alertmanager brings; a file that only you can read.")
  Path hookToken = Path.of("");

  @Option(
      names = "--alert",
      split = ",",
      paramLabel = "NAME",
      description = "Alerts that call for a redeploy (default: ${DEFAULT-VALUE}).",
      defaultValue = "RegionOut")
  List<String> alerts = List.of();

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "The label that names the region (default: ${DEFAULT-VALUE}).")
  String label = "region";

  @Option(
      names = "--every",
      paramLabel = "LENGTH",
      description = "From one redeploy to the next, at least (default: ${DEFAULT-VALUE}).")
  String every = "30m";

  @Option(names = "--yes", description = "Act. Without it nothing is changed, only answered.")
  boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    InetSocketAddress address = address();
    String token = token();
    Duration interval = OrderOptions.length(options, "--every", every);
    AlertHook.limitConnections();
    PrintWriter out = options.out();
    try (Daemons daemons = options.known()) {
      Redeploys redeploys = redeploy.of(options, daemons);
      try (AlertHook hook =
          new AlertHook(
              address,
              token,
              new AlertHook.Rules(new Trigger.Policy(Set.copyOf(alerts), interval), label, yes),
              new FleetRemedy(redeploys, out),
              new AlertHook.Place(
                  redeploy.folder().resolve("redeploy").resolve("alerts.jsonl"),
                  InstantSource.system(),
                  line -> print(out, line)))) {
        print(
            out, "listening on " + hook.address() + (yes ? "" : ", only to say what it would do"));
        if (yes) {
          redeploys
              .last()
              .filter(run -> !run.over())
              .ifPresent(run -> hook.goOn(run.region(), run.reason()));
        }
        new CountDownLatch(1).await(); // until Ctrl-C
      }
    }
    return 0;
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      InetAddress host = InetAddress.ofLiteral(listen.substring(0, Math.max(0, colon)));
      int port = Integer.parseInt(listen.substring(colon + 1));
      if (!host.isLoopbackAddress() && !options.insecurePlainHttp) {
        throw options.wrong(
            "--listen is '%s', expected this machine: the token would travel in the clear; see"
                    .formatted(listen)
                + " --insecure-plain-http");
      }
      return new InetSocketAddress(host, port);
    } catch (IllegalArgumentException e) {
      throw options.wrong(
          "--listen is '" + listen + "', expected an address and a port such as 127.0.0.1:9095");
    }
  }

  private String token() throws IOException {
    Set<PosixFilePermission> others =
        EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    if (!Files.isReadable(hookToken)
        || Files.getPosixFilePermissions(hookToken).stream().anyMatch(others::contains)) {
      throw options.wrong(
          "--hook-token-file is '" + hookToken + "', expected a file that only you can read");
    }
    String token = Files.readString(hookToken).strip();
    if (!token.matches("[!-~]{16,1000}")) {
      throw options.wrong(
          "--hook-token-file is '"
              + hookToken
              + "', expected it to hold a token of 16 characters or more and nothing else");
    }
    return token;
  }
}
