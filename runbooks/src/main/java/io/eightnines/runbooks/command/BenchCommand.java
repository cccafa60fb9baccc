package io.eightnines.runbooks.command;

import picocli.CommandLine.Command;

/** Measures the name server, the publishers, what draws are made of, and where they are kept. */
@Command(
    name = "bench",
    description =
        "Measure the name server beside its peers and under a flood, how soon a plan is visible,"
            + " random bits, and the ledger, also in a storm.",
    subcommands = {
      BenchDnsCommand.class,
      BenchEntropyCommand.class,
      BenchFloodCommand.class,
      BenchLedgerCommand.class,
      BenchPublishCommand.class,
      BenchStormCommand.class
    },
    mixinStandardHelpOptions = true)
final class BenchCommand {}
