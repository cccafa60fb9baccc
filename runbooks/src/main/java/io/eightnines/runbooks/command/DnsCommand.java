package io.eightnines.runbooks.command;

import picocli.CommandLine.Command;

/** What daemons publish to DNS providers. */
@Command(
    name = "dns",
    description = "See what DNS providers serve and should serve, and publish by hand.",
    subcommands = {DnsPlanCommand.class, DnsDiffCommand.class, DnsPublishCommand.class},
    mixinStandardHelpOptions = true)
final class DnsCommand {}
