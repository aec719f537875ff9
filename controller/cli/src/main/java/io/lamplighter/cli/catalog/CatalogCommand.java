package io.lamplighter.cli.catalog;

import picocli.CommandLine.Command;

/** Groups what can be done with the catalog. */
@Command(
        name = "catalog",
        description = "Compares what is known of builds with what sources and files really hold.",
        synopsisSubcommandLabel = "COMMAND")
public final class CatalogCommand {}
