package io.lamplighter.cli.resource;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.cli.exit.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** What can be asked for by name. */
public sealed interface ResourceKind {
    /** What operators write. */
    record Manifests(Manifest.Kind kind) implements ResourceKind {}

    /** What agents are. */
    record Machines() implements ResourceKind {}

    /** An environment on a machine. */
    record Placements() implements ResourceKind {}

    /** Executions of plans. */
    record Runs() implements ResourceKind {}

    /** Reads {@code machine}, {@code machines} or {@code Machine}, and so on. */
    static ResourceKind parse(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "machine", "machines" -> new Machines();
            case "placement", "placements" -> new Placements();
            case "run", "runs" -> new Runs();
            default ->
                Manifest.Kind.find(word)
                        .map(Manifests::new)
                        .orElseThrow(() -> new TypeConversionException(
                                "there is no kind \"" + word + "\"; " + Nearest.hint(lower, words())));
        };
    }

    private static List<String> words() {
        return Stream.concat(
                        Stream.of("machine", "placement", "run"),
                        Stream.of(Manifest.Kind.values())
                                .map(kind -> kind.label().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
