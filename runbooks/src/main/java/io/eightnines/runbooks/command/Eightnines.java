package io.eightnines.runbooks.command;

import io.eightnines.runbooks.fault.NotPossibleHereException;
import io.eightnines.runbooks.fleet.FleetException;
import io.eightnines.runbooks.operate.UnreachableException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line, wired on one page. */
@Command(
    name = "eightnines",
    description = "Auditable random draws that stay available: a local fleet, drills, proofs.",
    mixinStandardHelpOptions = true,
    version = "eightnines 0.1.0",
    subcommands = {
      UpCommand.class,
      DrillCommand.class,
      BenchCommand.class,
      VerifyCommand.class,
      StatusCommand.class,
      WhyCommand.class,
      DrainCommand.class,
      UndrainCommand.class,
      ForceCommand.class,
      FreezeCommand.class,
      UnfreezeCommand.class,
      ApproveCommand.class,
      CancelCommand.class,
      JournalCommand.class,
      MembersCommand.class,
      SnapshotCommand.class,
      LedgerCommand.class,
      DnsCommand.class,
      RedeployCommand.class,
      RedeployOnAlertCommand.class,
      RegionCommand.class,
      CostCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      PrepareCommand.class
    })
public final class Eightnines {
  static final int FAILED = 1;
  static final int BROKEN = 3;

  /** Runs a command and ends with its exit code. */
  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Eightnines());
    commandLine.setExecutionExceptionHandler((e, failing, parsed) -> {
      if (e instanceof FleetException
          || e instanceof NotPossibleHereException
          || e instanceof IOException
          || e instanceof IllegalArgumentException) {
        failing.getErr().println("eightnines: " + describe(e));
      } else {
        e.printStackTrace(failing.getErr());
      }
      return BROKEN;
    });
    return commandLine;
  }

  private static String describe(Exception e) {
    boolean bare = !(e instanceof IOException) || e instanceof UnreachableException;
    return bare ? String.valueOf(e.getMessage()) : e.toString();
  }

  /** As many daemons as a majority can be had of. */
  static void requireDaemons(CommandSpec spec, int daemons) {
    if (daemons != 1 && daemons != 3 && daemons != 5) {
      throw new ParameterException(
          spec.commandLine(), "--daemons is " + daemons + ", expected 1, 3 or 5");
    }
  }

  /** Where parsed classes are kept between starts. */
  static Path archives() {
    return work().resolve("aot");
  }

  /** Where the launcher stands: files of a fleet go below its target folder. */
  static Path work() {
    return Path.of(System.getProperty("eightnines.home", "")).resolve("target");
  }
}
