package io.lamplighter.controller.catalog;

import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.planner.Planner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides at one moment.
 *
 * @param stored the last change of it; absent where there was none
 * @param refused why the stored catalog cannot decide, so that the shipped one does; empty where it can
 */
record InForce(Planner planner, @Nullable CatalogRevision stored, List<ManifestProblem> refused) {
    InForce {
        refused = List.copyOf(refused);
    }

    /** Whether the catalog of this release decides. */
    boolean isShipped() {
        return stored == null || stored.version() == null || !refused.isEmpty();
    }

    /** What an operator should know of it and would not expect, in a sentence. */
    Optional<String> notice() {
        if (stored == null || stored.version() == null) {
            return Optional.empty();
        }
        if (!refused.isEmpty()) {
            return Optional.of("this release cannot read the catalog that " + stored.by() + " put in place ("
                    + abbreviated(stored.version()) + "), so the shipped one decides: "
                    + refused.getFirst()
                    + (refused.size() == 1 ? "" : ", and " + (refused.size() - 1) + " more problems"));
        }
        String shipped = Planner.shipped().catalogVersion();
        return shipped.equals(stored.shipped())
                ? Optional.empty()
                : Optional.of("this release ships another catalog (" + abbreviated(shipped) + ") than the one that "
                        + stored.by() + " replaced; " + abbreviated(stored.version())
                        + " stays in force until another is put in place or the shipped one is taken back");
    }

    static String abbreviated(String version) {
        return version.substring(0, Math.min(12, version.length()));
    }
}
