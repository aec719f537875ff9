package io.lamplighter.api.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is said at once. */
final class Problems {
    private static final Comparator<ManifestProblem> BY_PLACE =
            Comparator.comparingInt(ManifestProblem::line).thenComparingInt(ManifestProblem::column);

    private final String file;
    private final List<ManifestProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, JsonPointer path, String message) {
        found.add(new ManifestProblem(file, place.line(), place.column(), visible(path.toString()), visible(message)));
    }

    /** What was found is repeated in messages, and must not steer the terminal or the log that shows them. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT) {
                visible.append("\\u%04x".formatted(character));
            } else {
                visible.appendCodePoint(character);
            }
        });
        return visible.toString();
    }

    int count() {
        return found.size();
    }

    void throwIfAny() throws ManifestException {
        if (!found.isEmpty()) {
            throw new ManifestException(found.stream().sorted(BY_PLACE).toList());
        }
    }
}
