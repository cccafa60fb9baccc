package io.eightnines.runbooks.command;

import io.eightnines.runbooks.fleet.FleetException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line, wired on one page. */
@Command(
    name = "eightnines",
    description = "Auditable random draws that stay available: a local fleet, drills, proofs.",
    mixinStandardHelpOptions = true,
    version = "eightnines 0.1.0",
    subcommands = {UpCommand.class, DrillCommand.class, VerifyCommand.class, PrepareCommand.class})
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
    boolean bare = e instanceof FleetException || e instanceof IllegalArgumentException;
    return bare ? String.valueOf(e.getMessage()) : e.toString();
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
