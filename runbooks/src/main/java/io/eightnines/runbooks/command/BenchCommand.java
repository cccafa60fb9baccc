package io.eightnines.runbooks.command;

import picocli.CommandLine.Command;

/** Measures the name server, the publishers, and what draws are made of. */
@Command(
    name = "bench",
    description =
        "Measure the name server beside its peers and under a flood, how soon a plan is visible, and"
            + " random bits.",
    subcommands = {
      BenchDnsCommand.class,
      BenchEntropyCommand.class,
      BenchFloodCommand.class,
      BenchPublishCommand.class
    },
    mixinStandardHelpOptions = true)
final class BenchCommand {}
