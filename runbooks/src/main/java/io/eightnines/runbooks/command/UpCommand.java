package io.eightnines.runbooks.command;

import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.runbooks.fault.PacketFilter;
import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.topology.Topology;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a local fleet and keeps it until Ctrl-C. */
@Command(
    name = "up",
    description = "Start a local fleet of real processes, and stop it on Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where the fleet keeps its files; draws made there stay (default: target/fleet).")
  @Nullable Path state;

  @Option(
      names = "--daemons",
      paramLabel = "N",
      description = "How many failover daemons: 1, 3 or 5 (default: as the topology has it).")
  @Nullable Integer daemons;

  @Option(
      names = "--gateways",
      paramLabel = "N",
      description = "How many gateways keep the ledger together: 1 or 3 (default: 1).")
  int gateways = 1;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Into how many shards the ledger is divided, 1 to 16 (default: 1).")
  int shards = 1;

  @Option(
      names = "--topology",
      paramLabel = "FILE",
      description =
          "What stands where, all of it on loopback addresses (default: topologies/local.yml).")
  @Nullable Path topology;

  @Option(
      names = "--terraform",
      description =
          "Let Terraform run the regions, as eightnines redeploy needs it (terraform on the path).")
  boolean terraform;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec here = Objects.requireNonNull(spec);
    if (daemons != null) {
      Eightnines.requireDaemons(here, daemons);
    }
    if (gateways != 1 && gateways != 3) {
      throw new ParameterException(
          here.commandLine(), "--gateways is " + gateways + ", expected 1 or 3");
    }
    if (shards < 1 || shards > Sharding.MAX) {
      throw new ParameterException(
          here.commandLine(), "--shards is " + shards + ", expected 1 to " + Sharding.MAX);
    }
    FleetLayout layout = layout();
    PacketFilter.removeLeftovers();
    PrintWriter out = here.commandLine().getOut();
    Path folder = state == null ? Eightnines.work().resolve("fleet") : state;
    out.println(
        "starting %d regions, %d gateway%s, %d failover daemon%s ..."
            .formatted(
                layout.regions().size(),
                gateways,
                gateways == 1 ? "" : "s",
                layout.daemons(),
                layout.daemons() == 1 ? "" : "s"));
    out.flush();
    try (Fleet fleet =
        Fleet.start(
            layout,
            folder,
            Archives.in(Eightnines.archives()),
            line -> {
              out.println("  " + line);
              out.flush();
            })) {
      out.println(invitation(fleet, folder));
      out.flush();
      new CountDownLatch(1).await(); // until Ctrl-C: the fleet's own hook stops its processes
    }
    return 0;
  }

  private FleetLayout layout() throws IOException {
    FleetLayout standard = FleetLayout.standard(daemons == null ? 3 : daemons);
    FleetLayout usual = standard;
    if (topology != null) {
      Topology read = TopologyFile.read(topology);
      usual =
          new FleetLayout(
              read, daemons == null ? read.daemons().size() : daemons, standard.variant());
    }
    FleetLayout.Variant variant = terraform ? FleetLayout.Variant.withTerraform() : usual.variant();
    return usual.with(variant.with(FleetLayout.Gateways.of(gateways).inShards(shards)));
  }

  private static String invitation(Fleet fleet, Path folder) {
    FleetLayout layout = fleet.layout();
    String first = layout.daemonNames().getFirst();
    String api = layout.api(layout.regions().getFirst()).toString();
    return """

    The fleet is up. Try, in another terminal:

      curl -s %1$s/v1/draws -o draw.json \\
        -H 'Authorization: Bearer %2$s' -H 'Content-Type: application/json' \\
        -d '{"chain":"demo","previous":null,"spec":{"kind":"selection","k":6,"n":49}}'; cat draw.json
      ./eightnines verify draw.json --keys %3$s
      dig +short @%4$s -p %5$d %6$s       (%10$s)

      draws    %1$s/v1/draws/ID     health   %1$s/health/deep
      status   %7$s/status   metrics  http://%4$s:%8$d/metrics
      files    %9$s

    Ctrl-C stops everything.\
    """
        .formatted(
            api,
            fleet.customerToken(),
            fleet.keysFile(),
            layout.daemonAddress(first),
            FleetLayout.DNS_PORT,
            layout.service(),
            layout.daemon(first),
            FleetLayout.ADMIN_PORT,
            folder,
            String.join(", ", layout.daemonNames().stream().map(layout::daemonAddress).toList()));
  }
}
