package io.lamplighter.controller.manifest;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes between two revisions, as people read it. */
final class ManifestDiff {
    private static final int CONTEXT_LINES = 3;

    private ManifestDiff() {}

    /** Unified; empty when nothing changes. */
    static String between(@Nullable Manifest before, @Nullable Manifest after) {
        List<String> old = lines(before);
        List<String> changed = UnifiedDiffUtils.generateUnifiedDiff(
                name(before), name(after), old, DiffUtils.diff(old, lines(after)), CONTEXT_LINES);
        return changed.isEmpty() ? "" : String.join("\n", changed) + "\n";
    }

    private static List<String> lines(@Nullable Manifest manifest) {
        return manifest == null
                ? List.of()
                : ManifestReader.write(manifest).lines().toList();
    }

    private static String name(@Nullable Manifest manifest) {
        return manifest == null
                ? "/dev/null"
                : manifest.kind().plural() + "/" + manifest.metadata().name();
    }
}
