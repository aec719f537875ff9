package io.lamplighter.versions.conda;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a conda package's version (CEP 29, "Version matching"): clauses that must all hold parted by commas,
 * alternatives parted by bars, parentheses: {@code >=1,<2|3.*}. Conda knows no rule of its own for pre-releases: they
 * are versions like others.
 */
public final class CondaVersionSpec {
    /** Any version. */
    public static final CondaVersionSpec ANY = new CondaVersionSpec(List.of(List.of()));

    private final List<List<VersionClause>> alternatives;

    CondaVersionSpec(List<List<VersionClause>> alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * Reads what may be asked: {@code 1.2} and {@code ==1.2} (this version), {@code =1.2}, {@code 1.2.*} and
     * {@code 1.2*} (those that begin so), {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code ~=}, a glob
     * like {@code 1.*.1}, a regular expression from {@code ^} to {@code $}, {@code *}.
     *
     * @throws IllegalArgumentException saying which part is wrong
     */
    public static CondaVersionSpec parse(String text) {
        return new VersionSpecParser(text).parse();
    }

    /**
     * Whether a version is what is asked for.
     *
     * @throws IllegalArgumentException where a regular expression would take too long
     */
    public boolean matches(CondaVersion version) {
        return alternatives.stream().anyMatch(clauses -> clauses.stream().allMatch(clause -> clause.allows(version)));
    }

    /** As alternatives without parentheses, which not every tool reads. */
    public String text() {
        return equals(ANY)
                ? "*"
                : alternatives.stream()
                        .map(clauses ->
                                clauses.stream().map(VersionClause::text).collect(Collectors.joining(",")))
                        .collect(Collectors.joining("|"));
    }

    List<List<VersionClause>> alternatives() {
        return alternatives;
    }

    /** Equal are those that ask the same clauses in any order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CondaVersionSpec spec && clauses().equals(spec.clauses());
    }

    @Override
    public int hashCode() {
        return clauses().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    private Set<Set<VersionClause>> clauses() {
        return alternatives.stream().map(Set::copyOf).collect(Collectors.toUnmodifiableSet());
    }
}
