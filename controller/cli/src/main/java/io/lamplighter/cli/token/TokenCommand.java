package io.lamplighter.cli.token;

import picocli.CommandLine.Command;

/** Groups what can be done with join tokens. */
@Command(
        name = "token",
        description = "Makes join tokens, with which agents enrol.",
        synopsisSubcommandLabel = "COMMAND")
public final class TokenCommand {}
