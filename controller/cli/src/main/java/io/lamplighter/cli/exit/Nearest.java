package io.lamplighter.cli.exit;

import io.lamplighter.api.manifest.NearestName;
import java.util.Collection;

/** Says what a mistyped word was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /** {@code did you mean torch?}, or else all that is known. */
    public static String hint(String word, Collection<String> known) {
        return NearestName.of(word, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() ->
                        "known: " + String.join(", ", known.stream().sorted().toList()));
    }
}
