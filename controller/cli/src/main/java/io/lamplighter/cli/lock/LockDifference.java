package io.lamplighter.cli.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.cli.lock.Contents.Item;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is other in some packages than in others.
 *
 * @param from what the comparison begins with, in words
 * @param changes by the packages' names
 * @param same how many packages are in both
 */
record LockDifference(String from, String to, List<Change> changes, int same) {
    LockDifference {
        changes = List.copyOf(changes);
    }

    enum Kind {
        ADDED,
        REMOVED,
        /** Another version. */
        CHANGED,
        /** The same version in another build of conda, from another source, or in other files. */
        REBUILT
    }

    /**
     * Of one package.
     *
     * @param from its version, with conda's build; absent where it is added
     * @param to absent where it is removed
     * @param source where it comes from, or came from when it is removed; absent where nobody said it
     * @param formerSource where it came from, when that is another
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            String name,
            Kind kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String source,
            @Nullable String formerSource) {}

    /** Compares. What nobody said of one side, as builds and files of what a machine has, is no difference. */
    static LockDifference between(Contents from, Contents to) {
        SortedSet<String> names = new TreeSet<>(from.packages().keySet());
        names.addAll(to.packages().keySet());
        List<Change> changes = names.stream()
                .map(name -> change(from.packages().get(name), to.packages().get(name)))
                .filter(Objects::nonNull)
                .toList();
        return new LockDifference(from.title(), to.title(), changes, names.size() - changes.size());
    }

    long count(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static @Nullable Change change(@Nullable Item from, @Nullable Item to) {
        if (to == null) {
            Item removed = Objects.requireNonNull(from);
            return new Change(removed.name(), Kind.REMOVED, removed.words(), null, removed.source(), null);
        }
        if (from == null) {
            return new Change(to.name(), Kind.ADDED, null, to.words(), to.source(), null);
        }
        boolean sameVersion = from.version().equals(to.version());
        if (sameVersion && isSameFile(from, to)) {
            return null;
        }
        String former = differ(from.source(), to.source()) ? from.source() : null;
        Kind kind = sameVersion ? Kind.REBUILT : Kind.CHANGED;
        return new Change(to.name(), kind, from.words(), to.words(), to.source(), former);
    }

    private static boolean isSameFile(Item from, Item to) {
        boolean unsaid = from.files().isEmpty() || to.files().isEmpty();
        return unsaid || !Collections.disjoint(from.files(), to.files());
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }
}
