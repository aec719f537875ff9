package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.lock.SolveLimits.Kept;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.versions.conda.MatchSpec;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep508.Requirement;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a refresh may move, from the versions that are locked: those that stages name by the policy, all others as
 * far as these let them.
 */
final class RefreshLimits {
    /** Epoch, major and minor of a version, of pip and of conda. */
    private static final Pattern SERIES = Pattern.compile("(\\d+!)?(\\d+)(?:\\.(\\d+))?.*");

    private RefreshLimits() {}

    /** From a lock on, for a solve that begins now. */
    static SolveLimits of(StoredLock from, Plan plan, Update update, Duration cooldown, Denials denials, Instant now) {
        Lock lock = from.document().lock();
        Stream<Bound> within = lock.stages().stream().flatMap(stage -> {
            Set<String> named = named(plan, stage.installer());
            return stage.packages().stream()
                    .filter(each -> named.contains(each.name()))
                    .flatMap(each -> isDenied(denials, stage.installer(), each)
                            ? leaving(stage.installer(), each, update).stream()
                            : bound(stage.installer(), each, update).stream());
        });
        List<Bound> bounds = Stream.concat(within, denials.bounds().stream()).toList();
        LockDigest digest = from.document().digest();
        if (cooldown.isZero()) {
            return new SolveLimits(digest, bounds, null, List.of());
        }
        Instant before = now.minus(cooldown);
        return new SolveLimits(digest, bounds, before, kept(lock, denials, before));
    }

    private static List<Kept> kept(Lock lock, Denials denials, Instant before) {
        return lock.stages().stream()
                .flatMap(stage -> stage.packages().stream()
                        .filter(each -> !isDenied(denials, stage.installer(), each))
                        .filter(each -> stage.installer() == Installer.CONDA || !isOlder(each, before))
                        .map(each -> new Kept(
                                stage.installer(),
                                each.name(),
                                each.version(),
                                each.build(),
                                each.taken().published())))
                .toList();
    }

    private static boolean isOlder(LockedPackage each, Instant before) {
        Instant published = each.taken().published();
        return published != null && published.isBefore(before);
    }

    private static Optional<Bound> bound(Installer installer, LockedPackage each, Update update) {
        String version = withoutLocal(installer, each.version());
        Matcher series = SERIES.matcher(version);
        if (update == Update.PINNED || !series.matches()) {
            return Optional.of(new Bound(installer, each.name(), "==" + version));
        }
        String upper = update == Update.LATEST ? "" : "," + below(installer, series, update);
        return Optional.of(new Bound(installer, each.name(), ">=" + version + upper));
    }

    /**
     * Up or down in the series of a release that is denied; as little as possible of what is pinned otherwise. Empty
     * where nothing holds it.
     */
    private static Optional<Bound> leaving(Installer installer, LockedPackage each, Update update) {
        Matcher series = SERIES.matcher(withoutLocal(installer, each.version()));
        if (update == Update.LATEST || !series.matches()) {
            return Optional.empty();
        }
        String first = epoch(series)
                + switch (update) {
                    case PATCH, PINNED -> series.group(2) + "." + minor(series);
                    case MINOR, LATEST -> series.group(2);
                };
        return Optional.of(new Bound(installer, each.name(), ">=" + first + "," + below(installer, series, update)));
    }

    private static boolean isDenied(Denials denials, Installer installer, LockedPackage each) {
        return denials.of(installer, each.name(), each.version()).isPresent();
    }

    private static String below(Installer installer, Matcher series, Update update) {
        String above = switch (update) {
            case PATCH, PINNED -> series.group(2) + "." + next(minor(series));
            case MINOR, LATEST -> next(series.group(2));
        };
        return "<" + epoch(series) + above + firstOf(installer);
    }

    private static String epoch(Matcher series) {
        return Optional.ofNullable(series.group(1)).orElse("");
    }

    private static String minor(Matcher series) {
        return Optional.ofNullable(series.group(3)).orElse("0");
    }

    /** {@code <1.27} leaves out {@code 1.27rc1} for pip alone. */
    private static String firstOf(Installer installer) {
        return switch (installer) {
            case PIP -> "";
            case CONDA -> ".0a0";
        };
    }

    private static String next(String number) {
        return new BigInteger(number).add(BigInteger.ONE).toString();
    }

    private static String withoutLocal(Installer installer, String version) {
        return switch (installer) {
            case PIP -> Pep440Version.parse(version).withoutLocal().normalized();
            case CONDA -> version;
        };
    }

    /** Whether the plan chose a package's release itself. */
    static boolean isChosen(Plan plan, String name) {
        return chosen(plan).contains(name);
    }

    private static Set<String> chosen(Plan plan) {
        return plan.all(Step.Solve.class).stream()
                .flatMap(solve -> solve.candidates().stream())
                .flatMap(candidate -> candidate.pins().stream())
                .map(RefreshLimits::ofPip)
                .collect(Collectors.toSet());
    }

    /** What its stages name, but for what the plan chose itself. */
    static Set<String> named(Plan plan, Installer installer) {
        return switch (installer) {
            case PIP -> {
                Set<String> chosen = chosen(plan);
                yield names(plan.all(Step.Install.class).stream()
                        .flatMap(stage -> stage.requirements().stream())
                        .map(RefreshLimits::ofPip)
                        .filter(name -> !chosen.contains(name)));
            }
            case CONDA ->
                names(plan.all(Step.SolveConda.class).stream()
                        .flatMap(solve -> solve.requirements().stream())
                        .map(spec -> MatchSpec.parse(spec).name()));
        };
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toUnmodifiableSet());
    }

    private static String ofPip(String requirement) {
        return Requirement.parse(requirement).name();
    }
}
