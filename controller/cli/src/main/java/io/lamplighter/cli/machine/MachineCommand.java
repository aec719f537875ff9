package io.lamplighter.cli.machine;

import picocli.CommandLine.Command;

/** Groups what can be said of a machine's parts. */
@Command(
        name = "machine",
        description = "Says of a machine what its agent cannot know.",
        synopsisSubcommandLabel = "COMMAND")
public final class MachineCommand {}
