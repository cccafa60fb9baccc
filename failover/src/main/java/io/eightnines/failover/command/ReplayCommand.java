package io.eightnines.failover.command;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.eightnines.failover.journal.Notation;
import io.eightnines.failover.journal.Replay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code replay JOURNAL}: folds a journal again, prints every plan, a line of JSON each, and ends
 * with 1 where the journal and its own replay differ by a byte.
 */
public final class ReplayCommand extends Command {
  public ReplayCommand() {
    super("replay", "Decides a journal again and compares every line, byte for byte");
  }

  @Override
  public void configure(Subparser parser) {
    parser
        .addArgument("journal")
        .help("the folder stateDirectory/journal of a daemon, or one of its files");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws IOException {
    PrintStream out = System.out;
    Replay.Result result =
        Replay.run(
            Path.of(arguments.getString("journal")),
            plan -> out.println(new String(Notation.write(plan), StandardCharsets.UTF_8)));
    System.err.printf(
        "%d entries, %d plans: %s%n",
        result.entries(), result.plans(), result.fault().orElse("all as they were"));
    if (result.fault().isPresent()) {
      throw new IOException("the journal is not what its replay gives");
    }
  }

  @Override
  public void onError(Cli cli, Namespace arguments, Throwable e) {
    System.err.println(
        e instanceof NoSuchFileException
            ? "journal: no file or folder is called " + e.getMessage()
            : String.valueOf(e.getMessage()));
  }
}
