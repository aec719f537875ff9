package io.lamplighter.cli.catalog.probe;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** How a source says which build a file is. */
enum SourceKind {
    /** One index, where a release has one file for a Python and a platform, whatever build that is. */
    PYPI,
    /** Builds by local version, in branches or on one page. */
    PYTORCH,
    /** Builds by build string. */
    CONDA;

    /** What is looked for where nobody says it. */
    List<String> packages() {
        return switch (this) {
            case PYPI, PYTORCH -> List.of("torch", "torchvision", "torchaudio");
            case CONDA -> List.of("pytorch", "torchvision", "torchaudio");
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
