package io.eightnines.runbooks.command;

import io.eightnines.runbooks.alert.Remedy;
import io.eightnines.runbooks.redeploy.Move;
import io.eightnines.runbooks.redeploy.Redeployer.Outcome;
import io.eightnines.runbooks.redeploy.Redeploys;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The redeploys of the local fleet, as an alert asks for them. */
record FleetRemedy(Redeploys redeploys, PrintWriter out) implements Remedy {

  @Override
  public Optional<Instant> last() throws IOException {
    return redeploys.lastBegun();
  }

  @Override
  public Optional<String> objection(String region, String reason)
      throws IOException, InterruptedException {
    if (!redeploys.knows(region)) {
      return Optional.of("Terraform runs no region that is called " + region);
    }
    return redeploys.rehearse(region, reason).begin() instanceof Move.Refuse(var why)
        ? Optional.of(why)
        : Optional.empty();
  }

  @Override
  public String apply(String region, String reason) throws IOException, InterruptedException {
    Optional<Outcome> outcome =
        redeploys.redeploy(region, reason, Duration.ZERO, new RedeployProgress(out));
    if (outcome.isEmpty()) {
      return "another redeploy is under way, " + region + " is left alone";
    }
    return switch (outcome.get()) {
      case Outcome.Finished _ -> region + " is redeployed";
      case Outcome.Refused(var why) -> region + " is left alone: " + why;
      case Outcome.Abandoned(var _, var why) -> region + " is as it was: " + why;
      case Outcome.Stuck(var _, var why) ->
          region + " stays drained, go on with: eightnines redeploy " + region + ": " + why;
    };
  }
}
