package io.eightnines.runbooks.command;

import picocli.CommandLine.Command;

/** Measures the name server and the publishers. */
@Command(
    name = "bench",
    description =
        "Measure the name server beside its peers and under a flood, and how soon a plan is visible.",
    subcommands = {BenchDnsCommand.class, BenchFloodCommand.class, BenchPublishCommand.class},
    mixinStandardHelpOptions = true)
final class BenchCommand {}
