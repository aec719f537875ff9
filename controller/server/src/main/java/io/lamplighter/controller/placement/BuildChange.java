package io.lamplighter.controller.placement;

import io.lamplighter.api.run.PackageChange;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tells one build of an environment from the one before it, by its packages: {@code numpy 2.3.4} became
 * {@code numpy 2.3.5}.
 *
 * @param from absent where nothing was there
 * @param to the same as {@code from} where no package differs
 */
record BuildChange(@Nullable String from, String to) {
    private static final int SHOWN = 3;
    private static final String NONE = "no packages";

    static BuildChange between(@Nullable List<InstalledPackage> before, List<InstalledPackage> after) {
        if (before == null) {
            return new BuildChange(null, all(after));
        }
        List<PackageChange> changes = PackageChange.between(before, after);
        return changes.isEmpty() ? new BuildChange(all(after), all(after)) : of(changes);
    }

    static BuildChange of(List<PackageChange> changes) {
        return new BuildChange(
                words(changes.stream()
                        .flatMap(change ->
                                change.from() == null ? Stream.empty() : Stream.of(change.name() + " " + change.from()))
                        .toList()),
                words(changes.stream()
                        .flatMap(change ->
                                change.to() == null ? Stream.empty() : Stream.of(change.name() + " " + change.to()))
                        .toList()));
    }

    private static String all(List<InstalledPackage> packages) {
        return words(packages.stream()
                .map(one -> one.name() + " " + one.version())
                .sorted()
                .toList());
    }

    private static String words(List<String> packages) {
        String first = packages.stream().limit(SHOWN).collect(Collectors.joining(", "));
        int more = packages.size() - SHOWN;
        return packages.isEmpty() ? NONE : first + (more > 0 ? " and " + more + " more" : "");
    }
}
