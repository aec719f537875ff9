package io.lamplighter.cli.manifest;

import java.io.InputStream;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code -f}, where it must be given. */
final class ManifestOption {
    private final InputStream input;

    @Option(
            names = "-f",
            required = true,
            paramLabel = "FILE",
            description =
                    "a file, a directory (every *.yaml, *.yml and *.json under it) or - (standard input); repeatable")
    private List<String> paths = List.of();

    ManifestOption(InputStream input) {
        this.input = input;
    }

    ManifestFiles read() {
        return ManifestFiles.read(paths, input);
    }
}
