package io.lamplighter.planner.catalog;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is bound to torch's ABI: which release serves which torch. */
public final class Companions {
    private final Map<Key, List<CompanionRelease>> serving = new HashMap<>();
    private final Set<String> names;
    private final Map<String, CompanionTable.SourceOnly> sourceOnly;
    private final List<CompanionTable.LimitRow> limits;

    private record Key(String name, Pep440Version torch) {}

    private Companions(
            Set<String> names,
            Map<String, CompanionTable.SourceOnly> sourceOnly,
            List<CompanionTable.LimitRow> limits) {
        this.names = names;
        this.sourceOnly = sourceOnly;
        this.limits = limits;
    }

    static Companions of(CompanionTable table, List<Pep440Version> torches) {
        List<CompanionRelease> all = table.releases().stream()
                .map(CompanionRelease::of)
                .sorted(comparing(CompanionRelease::version, reverseOrder()))
                .toList();
        Companions companions = new Companions(
                all.stream().map(CompanionRelease::name).collect(Collectors.toUnmodifiableSet()),
                table.sourceOnly().stream()
                        .collect(Collectors.toUnmodifiableMap(CompanionTable.SourceOnly::name, row -> row)),
                table.limits());
        for (Pep440Version torch : torches) {
            all.stream()
                    .filter(release -> release.torch().contains(torch))
                    .collect(Collectors.groupingBy(CompanionRelease::name))
                    .forEach((name, releases) -> companions.serving.put(new Key(name, torch), List.copyOf(releases)));
        }
        return companions;
    }

    /** The names of all packages that there are releases of. */
    public Set<String> names() {
        return names;
    }

    /** Whether a package is bound to torch's ABI. */
    public boolean isBound(String name) {
        return names.contains(name) || sourceOnly.containsKey(name);
    }

    /** What a person can do about a package that the default index has as source code only. */
    public Optional<String> remedyOf(String name) {
        return Optional.ofNullable(sourceOnly.get(name)).map(CompanionTable.SourceOnly::remedy);
    }

    /** What a release must be kept from on a platform. */
    public List<Limit> limits(Pep440Version torch, String platform) {
        return limits.stream()
                .filter(row -> row.platforms().isEmpty() || row.platforms().contains(platform))
                .filter(row -> Specifiers.parse(row.torch()).contains(torch))
                .map(row -> new Limit(row.name(), row.versions(), row.broughtBy(), row.onlyConda(), row.because()))
                .toList();
    }

    /** The releases of a companion that serve a torch, newest first. */
    public List<CompanionRelease> serving(String name, Pep440Version torch) {
        return serving.getOrDefault(new Key(name, torch), List.of());
    }
}
