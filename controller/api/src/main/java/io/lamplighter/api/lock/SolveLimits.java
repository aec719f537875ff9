package io.lamplighter.api.lock;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.LockDigest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Within what a solve has to stay, beside its plan.
 *
 * @param from the lock that it may move from; absent where there is none yet
 * @param bounds of single packages
 * @param before only what was released before this is taken; absent where age does not matter
 * @param kept packages that are locked and stay possible though they are not known to be old enough; all of conda's
 */
public record SolveLimits(
        @Nullable LockDigest from,
        List<Bound> bounds,
        @Nullable Instant before,
        List<Kept> kept) {
    public static final SolveLimits NONE = new SolveLimits(null, List.of(), null, List.of());

    public SolveLimits {
        bounds = List.copyOf(bounds);
        kept = List.copyOf(kept);
    }

    /**
     * A package that is locked.
     *
     * @param build conda's build string; absent for pip
     * @param published when its file came out; absent where its source does not say it: no other version is taken then
     */
    public record Kept(
            Installer installer,
            String name,
            String version,
            @Nullable String build,
            @Nullable Instant published) {}

    /** Those of one installer's packages. */
    public List<Bound> of(Installer installer) {
        return bounds.stream().filter(bound -> bound.installer() == installer).toList();
    }

    /** Where a lock leaves the bounds, a sentence each; age cannot be seen in it. */
    public List<String> problems(Lock lock) {
        return lock.stages().stream()
                .flatMap(stage -> stage.packages().stream().flatMap(each -> problems(stage.installer(), each)))
                .toList();
    }

    private Stream<String> problems(Installer installer, LockedPackage each) {
        return of(installer).stream()
                .filter(bound -> bound.name().equals(each.name()) && !bound.allows(each.version()))
                .map(bound -> each.name() + " " + each.version() + " is outside of what this solve may take, "
                        + bound.constraint());
    }
}
