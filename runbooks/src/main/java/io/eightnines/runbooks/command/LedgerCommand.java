package io.eightnines.runbooks.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with a gateway's ledger as a file. */
@Command(
    name = "ledger",
    description = "Copy, restore, verify, export or import a gateway's ledger.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LedgerSnapshotCommand.class,
      LedgerRestoreCommand.class,
      LedgerVerifyCommand.class,
      LedgerExportCommand.class,
      LedgerImportCommand.class
    })
final class LedgerCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "expected one of snapshot, restore, verify, export, import");
  }
}
