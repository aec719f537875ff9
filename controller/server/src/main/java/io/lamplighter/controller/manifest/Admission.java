package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.InvalidManifest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold of manifests before they are taken. */
final class Admission {
    private Admission() {}

    static void refuseStale(Manifest given, @Nullable StoredManifest stored) {
        Long version = given.metadata().resourceVersion();
        if (version == null || (stored != null && stored.resourceVersion() == version)) {
            return;
        }
        String subject = singular(given.kind()) + " " + given.metadata().name();
        throw new Conflict(
                stored == null
                        ? "the " + subject + " of resourceVersion " + version + " is not there any more"
                        : "the " + subject + " was changed since: it has resourceVersion " + stored.resourceVersion()
                                + " now, and " + version + " was given",
                "get it anew, make your change to that, and apply it again; or leave resourceVersion out to overwrite");
    }

    static void refuseTwice(List<Manifest> manifests) {
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : manifests) {
            String subject =
                    singular(manifest.kind()) + " " + manifest.metadata().name();
            if (!seen.add(subject)) {
                throw new Conflict("the " + subject + " is there twice", "leave one of them out");
            }
        }
    }

    /** Refuses them at their places, all at once; {@code machines} are those that are enrolled. */
    static void refuseUnknownNames(ManifestText given, ManifestSet all, Supplier<List<String>> machines) {
        References references = new References(all, machines);
        List<ManifestProblem> problems = IntStream.range(0, given.manifests().size())
                .boxed()
                .flatMap(index -> given.problems(index, references).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidManifest(problems);
        }
    }

    static void refuseIfUsed(Manifest manifest, ManifestSet all) {
        List<String> users = new References(all, List::of).usersOf(manifest);
        if (!users.isEmpty()) {
            throw new Conflict(
                    "the " + singular(manifest.kind()) + " "
                            + manifest.metadata().name() + " is named by " + String.join(", ", users),
                    "take it out there first, then delete it");
        }
    }

    /** The kinds of which one name is given once. */
    static Stream<Kind> sharingNames(Kind kind) {
        return isAssignable(kind) ? Stream.of(Kind.values()).filter(Admission::isAssignable) : Stream.of(kind);
    }

    static boolean isAssignable(Kind kind) {
        return Assignable.class.isAssignableFrom(kind.type());
    }

    static String singular(Kind kind) {
        return kind.label().toLowerCase(Locale.ROOT);
    }
}
