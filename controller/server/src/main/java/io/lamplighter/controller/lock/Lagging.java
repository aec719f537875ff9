package io.lamplighter.controller.lock;

import static java.util.Comparator.comparing;

import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.view.Outdated.Why;
import io.lamplighter.versions.conda.CondaVersion;
import io.lamplighter.versions.pep440.Pep440Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A package that is behind its source, and why it stays; a pure function of what is offered and what may be taken.
 *
 * @param allowed the newest that a solve may take now; absent where that is none above the locked one
 */
record Lagging(String newest, @Nullable String allowed, Why why, String detail) {
    /**
     * What may be taken of a package.
     *
     * @param asked what stages ask of it
     * @param within what the update policy allows, on from the locked one
     * @param update as people write it
     * @param cooldown how old a release has to be; nothing where age does not matter
     */
    record Terms(
            Installer installer,
            String name,
            List<Bound> asked,
            List<Bound> within,
            String update,
            Duration cooldown,
            Denials denials,
            Instant now) {}

    /** Why a release may not be taken. */
    private record Reason(Why why, String detail) {}

    /** One release, of all its files. */
    private record Release(String version, List<Offered> files) {
        Optional<Instant> published() {
            return files.stream()
                    .filter(Offered::fits)
                    .flatMap(file -> Stream.ofNullable(file.published()))
                    .min(Comparator.naturalOrder());
        }
    }

    /** Empty for a package that is not behind. A pre-release counts only for who has one. */
    static Optional<Lagging> of(String locked, List<Offered> offered, Terms terms) {
        Comparator<String> order = order(terms.installer());
        List<Release> newer = offered.stream()
                .map(Offered::version)
                .filter(version -> isVersion(terms.installer(), version, locked))
                .filter(version -> order.compare(version, locked) > 0)
                .distinct()
                .map(version -> new Release(
                        version,
                        offered.stream()
                                .filter(file -> file.version().equals(version))
                                .toList()))
                .sorted(comparing(Release::version, order).reversed())
                .toList();
        if (newer.isEmpty()) {
            return Optional.empty();
        }
        Release newest = newer.getFirst();
        String allowed = newer.stream()
                .filter(release -> objection(release, terms).isEmpty())
                .map(Release::version)
                .findFirst()
                .orElse(null);
        Reason reason = objection(newest, terms).orElse(new Reason(Why.WINDOW, ""));
        return Optional.of(new Lagging(newest.version(), allowed, reason.why(), reason.detail()));
    }

    private static Optional<Reason> objection(Release release, Terms terms) {
        Optional<Denial> denied = terms.denials().of(terms.installer(), terms.name(), release.version());
        if (release.files().stream().allMatch(Offered::yanked)) {
            return Optional.of(new Reason(Why.YANKED, "its source withdrew it"));
        }
        if (release.files().stream().noneMatch(Offered::fits)) {
            return Optional.of(new Reason(Why.NO_FILE, "its source has no file for these machines"));
        }
        Optional<Bound> asked = broken(terms.asked(), release);
        if (asked.isPresent()) {
            return Optional.of(new Reason(Why.SPEC, asked.get().constraint()));
        }
        if (denied.isPresent()) {
            return Optional.of(new Reason(Why.DENIED, denied.get().words()));
        }
        if (broken(terms.within(), release).isPresent()) {
            return Optional.of(new Reason(Why.UPDATE, "update: " + terms.update()));
        }
        return young(release, terms);
    }

    private static Optional<Reason> young(Release release, Terms terms) {
        if (terms.cooldown().isZero()) {
            return Optional.empty();
        }
        Optional<Instant> published = release.published();
        if (published.isEmpty()) {
            return Optional.of(new Reason(Why.COOLDOWN, "its source does not say when it came out"));
        }
        Instant until = published.get().plus(terms.cooldown());
        return until.isAfter(terms.now()) ? Optional.of(new Reason(Why.COOLDOWN, "until " + until)) : Optional.empty();
    }

    private static Optional<Bound> broken(List<Bound> bounds, Release release) {
        return bounds.stream().filter(bound -> !bound.allows(release.version())).findFirst();
    }

    private static boolean isVersion(Installer installer, String version, String locked) {
        try {
            return switch (installer) {
                case PIP ->
                    !Pep440Version.parse(version).isPreRelease()
                            || Pep440Version.parse(locked).isPreRelease();
                case CONDA -> CondaVersion.parse(version).compareTo(CondaVersion.parse(locked)) != 0;
            };
        } catch (IllegalArgumentException _) { // nobody can take what no installer can read
            return false;
        }
    }

    private static Comparator<String> order(Installer installer) {
        return switch (installer) {
            case PIP -> comparing(Pep440Version::parse);
            case CONDA -> comparing(CondaVersion::parse);
        };
    }
}
