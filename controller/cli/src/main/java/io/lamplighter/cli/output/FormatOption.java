package io.lamplighter.cli.output;

import picocli.CommandLine.Option;

/** {@code -o}, the same in every command that has it. */
public final class FormatOption {
    @Option(
            names = "-o",
            paramLabel = "FORMAT",
            description = "table (for people; the default), json or yaml",
            defaultValue = "table")
    private Format format = Format.TABLE;

    public Format format() {
        return format;
    }
}
