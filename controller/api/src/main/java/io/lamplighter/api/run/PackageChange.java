package io.lamplighter.api.run;

import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A package that is another than before.
 *
 * @param from absent where there was none
 * @param to absent where there is none any more
 */
public record PackageChange(
        String name, @Nullable String from, @Nullable String to) {
    /** What is not the same in two lists, by name. */
    public static List<PackageChange> between(List<InstalledPackage> before, List<InstalledPackage> after) {
        Map<String, String> old = versions(before);
        Map<String, String> now = versions(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                .map(name -> new PackageChange(name, old.get(name), now.get(name)))
                .toList();
    }

    private static Map<String, String> versions(List<InstalledPackage> packages) {
        return packages.stream()
                .collect(Collectors.toMap(
                        InstalledPackage::name, InstalledPackage::version, (one, _) -> one, TreeMap::new));
    }

    /** For people: {@code numpy 2.1.0 -> 2.1.3}. */
    @Override
    public String toString() {
        return name + " " + (from == null ? "(none)" : from) + " -> " + (to == null ? "(none)" : to);
    }
}
