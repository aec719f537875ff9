package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CudaBoundTable;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A requirement for a package that is made for one CUDA major.
 *
 * @param written as the spec has it, in its one spelling
 * @param byMajor the requirement for each CUDA major that it allows; one where it names its CUDA itself
 * @param instead what computes on the processor; absent where nothing is known
 */
record CudaBound(
        String written,
        SortedMap<Integer, Requirement> byMajor,
        @Nullable String instead) {
    /** Empty where the package is bound to no CUDA. */
    static Optional<CudaBound> of(Requirement requirement, CudaBoundTable table) {
        return spelled(requirement, table)
                .or(() -> bare(requirement, table))
                .or(() -> withExtras(requirement, table))
                .or(() -> versioned(requirement, table));
    }

    private static Optional<CudaBound> spelled(Requirement requirement, CudaBoundTable table) {
        return table.spelled(requirement.name())
                .map(spelled -> bound(requirement, Map.of(spelled.major(), requirement), null));
    }

    private static Optional<CudaBound> bare(Requirement requirement, CudaBoundTable table) {
        return table.bare(requirement.name())
                .map(family -> bound(
                        requirement,
                        family.majors().stream()
                                .collect(Collectors.toMap(
                                        major -> major, major -> named(requirement, family.nameFor(major)))),
                        null));
    }

    private static Optional<CudaBound> withExtras(Requirement requirement, CudaBoundTable table) {
        return table.withExtras(requirement.name()).flatMap(row -> {
            Optional<Integer> named = requirement.extras().stream()
                    .flatMap(extra -> row.majorOf(extra).stream())
                    .findFirst();
            if (named.isPresent()) {
                return Optional.of(bound(requirement, Map.of(named.get(), requirement), row.name()));
            }
            return requirement.extras().contains(row.bare())
                    ? Optional.of(bound(
                            requirement,
                            row.majors().stream()
                                    .collect(Collectors.toMap(major -> major, major -> extra(requirement, row, major))),
                            row.name()))
                    : Optional.empty();
        });
    }

    private static Optional<CudaBound> versioned(Requirement requirement, CudaBoundTable table) {
        List<CudaBoundTable.Versioned> rows = table.versioned(requirement.name());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Requirement> byMajor = rows.stream()
                .filter(row ->
                        row.releases().stream().map(Pep440Version::parse).anyMatch(requirement.specifiers()::contains))
                .collect(Collectors.toMap(
                        CudaBoundTable.Versioned::major,
                        row -> Requirement.parse(requirement.name() + joined(requirement, row.versions())),
                        (first, _) -> first));
        return Optional.of(bound(requirement, byMajor, rows.getFirst().instead()));
    }

    private static CudaBound bound(
            Requirement requirement, Map<Integer, Requirement> byMajor, @Nullable String instead) {
        return new CudaBound(PlanTexts.canonical(requirement), new TreeMap<>(byMajor), instead);
    }

    private static Requirement named(Requirement requirement, String name) {
        return new Requirement(name, requirement.extras(), requirement.specifiers(), requirement.marker());
    }

    private static Requirement extra(Requirement requirement, CudaBoundTable.Extra row, int major) {
        Set<String> extras = requirement.extras().stream()
                .map(extra -> extra.equals(row.bare()) ? row.extraFor(major) : extra)
                .collect(Collectors.toSet());
        return new Requirement(requirement.name(), extras, requirement.specifiers(), requirement.marker());
    }

    private static String joined(Requirement requirement, String versions) {
        String own = requirement.specifiers().text();
        return own.isEmpty() ? versions : own + "," + versions;
    }

    /** Whether it leaves the CUDA major open. */
    boolean isOpen() {
        return byMajor.size() > 1;
    }

    /** For people: {@code CUDA 12} or {@code CUDA 11, 12 or 13}. */
    String majors() {
        return byMajor.isEmpty()
                ? "no CUDA that is known"
                : "CUDA " + byMajor.keySet().stream().map(Object::toString).collect(Collectors.joining(" or "));
    }
}
