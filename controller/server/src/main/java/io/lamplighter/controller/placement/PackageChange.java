package io.lamplighter.controller.placement;

import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What tells one build of an environment from the one before it, by its packages: {@code numpy 2.3.4} became
 * {@code numpy 2.3.5}.
 *
 * @param from absent where nothing was there
 * @param to the same as {@code from} where no package differs
 */
record PackageChange(@Nullable String from, String to) {
    private static final int SHOWN = 3;
    private static final String NONE = "no packages";

    static PackageChange between(@Nullable List<InstalledPackage> before, List<InstalledPackage> after) {
        Map<String, String> now = versions(after);
        if (before == null) {
            return new PackageChange(null, words(now));
        }
        Map<String, String> old = versions(before);
        if (old.equals(now)) {
            return new PackageChange(words(now), words(now));
        }
        return new PackageChange(words(differing(old, now)), words(differing(now, old)));
    }

    private static Map<String, String> versions(List<InstalledPackage> packages) {
        return packages.stream()
                .collect(Collectors.toMap(
                        InstalledPackage::name, InstalledPackage::version, (one, _) -> one, TreeMap::new));
    }

    private static Map<String, String> differing(Map<String, String> these, Map<String, String> others) {
        Map<String, String> differing = new TreeMap<>(these);
        differing.entrySet().removeIf(one -> Objects.equals(others.get(one.getKey()), one.getValue()));
        return differing;
    }

    private static String words(Map<String, String> packages) {
        String first = packages.entrySet().stream()
                .limit(SHOWN)
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        int more = packages.size() - SHOWN;
        return packages.isEmpty() ? NONE : first + (more > 0 ? " and " + more + " more" : "");
    }
}
