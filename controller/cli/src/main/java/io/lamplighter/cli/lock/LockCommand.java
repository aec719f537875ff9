package io.lamplighter.cli.lock;

import picocli.CommandLine.Command;

/** Groups what can be done with locks. */
@Command(
        name = "lock",
        description = "Shows the exact files that machines install, and what changes from some to others.",
        synopsisSubcommandLabel = "COMMAND")
public final class LockCommand {}
