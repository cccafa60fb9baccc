package io.eightnines.failover.command;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.eightnines.log.RatisLog;
import java.io.IOException;
import java.nio.file.Path;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code restore SNAPSHOT STATE_DIRECTORY}: what a stopped daemon's next start goes on from. */
public final class RestoreCommand extends Command {
  public RestoreCommand() {
    super("restore", "Brings a snapshot of the log into an empty state directory");
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("snapshot").help("a snapshot file, its .md5 beside it");
    parser.addArgument("stateDirectory").help("of a stopped daemon; it must have no log yet");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws IOException {
    long index =
        RatisLog.restore(
            Path.of(arguments.getString("snapshot")),
            Path.of(arguments.getString("stateDirectory")));
    System.out.println(
        "restored up to entry " + index + "; give every daemon of the group the same snapshot");
  }

  @Override
  public void onError(Cli cli, Namespace arguments, Throwable e) {
    System.err.println("not restored: " + e.getMessage());
  }
}
