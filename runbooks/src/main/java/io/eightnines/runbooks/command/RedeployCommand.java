package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import io.eightnines.runbooks.redeploy.Move;
import io.eightnines.runbooks.redeploy.Phase;
import io.eightnines.runbooks.redeploy.Redeployer.Outcome;
import io.eightnines.runbooks.redeploy.Redeploys;
import io.eightnines.runbooks.redeploy.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces a region by Terraform while the others carry its traffic. */
@Command(
    name = "redeploy",
    description = {
      "Drain a region, have Terraform replace it, see that it is well, let it return.",
      "What was begun is gone on with. A dry run without --yes."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or a dry run that found nothing against it",
      "1:refused, given up, or stuck on the way",
      "2:wrong usage",
      "3:could not be tried, or failed in between: run it again to go on",
      "4:another redeploy is under way"
    })
final class RedeployCommand implements Callable<Integer> {
  static final int BUSY = 4;

  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin RedeployOptions redeploy = new RedeployOptions();

  @Parameters(index = "0", paramLabel = "REGION", description = "The name of a region.")
  String region = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the journal and for the colleague on the next shift.")
  String reason = "";

  @Option(
      names = "--wait",
      paramLabel = "LENGTH",
      description = "How long to wait for another redeploy to end (default: not at all).")
  @Nullable String patience;

  @Option(names = "--yes", description = "Act. Without it nothing is changed, only shown.")
  boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OrderOptions.checkReason(options, reason);
    Duration wait =
        patience == null ? Duration.ZERO : OrderOptions.length(options, "--wait", patience);
    try (Daemons daemons = options.known()) {
      Redeploys redeploys = redeploy.of(options, daemons);
      return yes ? act(redeploys, wait) : show(redeploys);
    }
  }

  private int show(Redeploys redeploys) throws IOException, InterruptedException {
    Redeploys.Rehearsal rehearsal = redeploys.rehearse(region, reason);
    if (rehearsal.begin() instanceof Move.Refuse(var why) && rehearsal.unfinished().isEmpty()) {
      return refuse(why);
    }
    if (options.json && rehearsal.unfinished().isPresent()) {
      Run run = rehearsal.unfinished().get();
      options.out().println(json("unfinished", described(run)).toPrettyString());
      options.out().flush();
      return 0;
    }
    if (options.json) {
      return options.show(rehearsal.order().orElseThrow(), _ -> "");
    }
    StringBuilder page = new StringBuilder();
    Optional<Run> unfinished = rehearsal.unfinished();
    long before = rehearsal.sight().generation().orElse(0);
    page.append(
        "redeploy %s: terraform's generation %d -> %d%n"
            .formatted(region, before, unfinished.map(Run::generation).orElse(before + 1)));
    unfinished.ifPresent(run ->
        page.append(
            "goes on with %s, which is at %s%n"
                .formatted(run.id(), run.phase().map(Phase::word).orElse("its end"))));
    page.append("\n");
    for (Phase phase : Phase.values()) {
      boolean done = unfinished.filter(run -> run.passed().containsKey(phase)).isPresent();
      page.append("  %-7s %s%s%n".formatted(phase.word(), phase.text(), done ? " (done)" : ""));
    }
    page.append("\n");
    options.out().print(page);
    int code =
        rehearsal.order().isPresent()
            ? options.show(rehearsal.order().get(), reply -> Pages.order(reply.body()))
            : 0;
    options.out().flush();
    return code;
  }

  private int act(Redeploys redeploys, Duration wait) throws IOException, InterruptedException {
    RedeployProgress progress = new RedeployProgress(options.json ? options.err() : options.out());
    Optional<Outcome> outcome = redeploys.redeploy(region, reason, wait, progress);
    if (outcome.isEmpty()) {
      options.fail(
          "another redeploy is under way%s; --wait LENGTH waits for it"
              .formatted(redeploys.last().map(run -> ": " + described(run)).orElse("")));
      return BUSY;
    }
    return switch (outcome.get()) {
      case Outcome.Refused(var why) -> refuse(why);
      case Outcome.Finished(var run) -> tell(run, "finished", "", progress, 0);
      case Outcome.Abandoned(var run, var why) ->
          tell(run, "abandoned", why, progress, Eightnines.FAILED);
      case Outcome.Stuck(var run, var why) -> tell(run, "stuck", why, progress, Eightnines.FAILED);
    };
  }

  private static String described(Run run) {
    return "%s of %s, at %s"
        .formatted(run.id(), run.region(), run.phase().map(Phase::word).orElse("its end"));
  }

  private int refuse(String why) {
    if (options.json) {
      options.out().println(json("refused", why).toPrettyString());
      options.out().flush();
    } else {
      options.fail("refused, nothing was changed: " + why);
    }
    return Eightnines.FAILED;
  }

  private int tell(Run run, String outcome, String why, RedeployProgress progress, int code) {
    if (options.json) {
      ObjectNode json = json(outcome, why);
      json.put("run", run.id()).put("generation", run.generation());
      progress.steps().forEach(step -> json.withArray("steps").addPOJO(step));
      options.out().println(json.toPrettyString());
      options.out().flush();
    } else if (code != 0) {
      options.fail(
          why
              + (outcome.equals("stuck")
                  ? "; the region stays drained, run it again to go on"
                  : ""));
    }
    return code;
  }

  private ObjectNode json(String outcome, String why) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    return json.put("region", region).put("outcome", outcome).put("why", why);
  }
}
