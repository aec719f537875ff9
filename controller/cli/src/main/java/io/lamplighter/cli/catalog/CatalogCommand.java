package io.lamplighter.cli.catalog;

import picocli.CommandLine.Command;

/** Groups what can be done with the catalog. */
@Command(
        name = "catalog",
        description = "What is known of builds: which catalog decides, and what sources and files really hold.",
        synopsisSubcommandLabel = "COMMAND")
public final class CatalogCommand {}
