package io.lamplighter.planner;

import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one release of torch for all machines that have an environment with {@code versions: same}.
 *
 * @param release the newest that works on every machine on which any works; absent where there is none
 * @param newest what the machine with the most freedom could have
 * @param heldBackBy the members on which {@code newest} does not work
 */
public record CommonRelease(
        @Nullable Pep440Version release, @Nullable Pep440Version newest, List<String> heldBackBy) {
    public CommonRelease {
        heldBackBy = List.copyOf(heldBackBy);
    }

    /**
     * Machines that are planned alike.
     *
     * @param name for people, who are told which ones hold the others back
     */
    public record Member(String name, Question question, PlanningFacts facts) {}

    private record Able(String name, Set<Pep440Version> releases) {}

    /** Machines on which nothing works have no say: they are rejected for themselves. */
    public static CommonRelease of(List<Member> members) {
        List<Able> able = members.stream()
                .map(member -> new Able(member.name(), member.question().releases(member.facts())))
                .filter(member -> !member.releases().isEmpty())
                .toList();
        if (able.isEmpty()) {
            return new CommonRelease(null, null, List.of());
        }
        Set<Pep440Version> common = new TreeSet<>(able.getFirst().releases());
        Set<Pep440Version> all = new TreeSet<>();
        able.forEach(member -> {
            common.retainAll(member.releases());
            all.addAll(member.releases());
        });
        Pep440Version newest = all.stream().max(naturalOrder()).orElseThrow();
        return new CommonRelease(
                common.stream().max(naturalOrder()).orElse(null),
                newest,
                able.stream()
                        .filter(member -> !member.releases().contains(newest))
                        .map(Able::name)
                        .toList());
    }
}
