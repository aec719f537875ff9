package io.lamplighter.controller.placement;

import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code versions: same} comes to for all machines that have an environment. */
sealed interface Settlement {
    /** Each machine gets its own best: the environment asks for no more, or torch runs nowhere. */
    record Free() implements Settlement {}

    /**
     * One release works on every machine on which any works.
     *
     * @param heldBack a newer one, and who cannot have it; absent where it is the newest
     */
    record On(Pep440Version release, @Nullable String heldBack) implements Settlement {}

    /**
     * No release works on all of them.
     *
     * @param heldBack the newest one, and who cannot have it
     */
    record Impossible(String heldBack) implements Settlement {}

    /** What of it decides an answer, for the answer's key. */
    static Optional<String> decisive(Settlement settlement) {
        return switch (settlement) {
            case Free _ -> Optional.empty();
            case On on -> Optional.of("same " + on.release());
            case Impossible impossible -> Optional.of("none " + impossible.heldBack());
        };
    }

    /** What of it people are told with an answer. */
    static Optional<String> note(Settlement settlement) {
        return switch (settlement) {
            case Free _, Impossible _ -> Optional.empty();
            case On(Pep440Version release, String heldBack) ->
                Optional.of("versions: same settled on torch " + release + (heldBack == null ? "" : ": " + heldBack));
        };
    }
}
