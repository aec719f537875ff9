package io.lamplighter.cli.fleet;

import picocli.CommandLine.Option;

/** {@code --limit}: how many groups of machines alike are told. */
public final class LimitOption {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "how many groups of machines are told of each kind (default: ${DEFAULT-VALUE}, at most 1000)",
            defaultValue = "20")
    private int limit;

    public int limit() {
        return limit;
    }
}
