package io.eightnines.runbooks.command;

import io.eightnines.runbooks.region.RegionCard;
import io.eightnines.runbooks.region.RegionProcess;
import io.eightnines.runbooks.region.RegionTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What Terraform runs to start and to stop a region of the local fleet. */
@Command(
    name = "region",
    hidden = true,
    description = "Start or stop the process of one region, as Terraform does it.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is so", "2:wrong usage", "3:it could not be done"})
final class RegionCommand {
  @Spec @Nullable CommandSpec spec;

  @Command(name = "start", description = "See to it that it runs and is ready.")
  int start(
      @Parameters(paramLabel = "REGION") String region,
      @Option(names = "--fleet", required = true, paramLabel = "DIR") Path fleet)
      throws IOException, InterruptedException {
    RegionProcess process = new RegionProcess(fleet, RegionCard.read(fleet, region));
    String line = region + (process.start() ? " is started" : " ran already");
    return done(fleet, region, "start", line);
  }

  @Command(name = "stop", description = "See to it that it does not run.")
  int stop(
      @Parameters(paramLabel = "REGION") String region,
      @Option(names = "--fleet", required = true, paramLabel = "DIR") Path fleet)
      throws IOException, InterruptedException {
    RegionProcess process = new RegionProcess(fleet, RegionCard.read(fleet, region));
    String line = region + (process.stop() ? " is stopped" : " did not run");
    return done(fleet, region, "stop", line);
  }

  private int done(Path fleet, String region, String verb, String line) throws IOException {
    new RegionTimes(fleet, region).add(verb, Instant.now());
    Objects.requireNonNull(spec).commandLine().getOut().println(line);
    return 0;
  }
}
