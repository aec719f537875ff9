package io.lamplighter.controller.placement;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.Population;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.planner.CommonRelease;
import io.lamplighter.planner.Question;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settles environments with {@code versions: same}: asks for all machines that have one which release suits them all.
 */
final class Settling {
    private static final int MOST_NAMED = 3;

    private final Wishes wishes;
    private final Kinds kinds;
    private final KnownFacts facts;
    private final CommonReleases known;
    private final Function<Wish, Question> questions;

    /** Machines with the same sources and the same facts, for each of which the planner is asked once. */
    private record Member(Wish wish, Sha256 deciding, int machines, MachineName first) {
        String id() {
            return wish.sourcesDigest().hex() + " " + deciding.hex();
        }

        Member with(Member other) {
            return new Member(
                    wish,
                    deciding,
                    machines + other.machines,
                    first.value().compareTo(other.first.value()) < 0 ? first : other.first);
        }
    }

    Settling(Wishes wishes, Kinds kinds, KnownFacts facts, CommonReleases known, Function<Wish, Question> questions) {
        this.wishes = wishes;
        this.kinds = kinds;
        this.facts = facts;
        this.known = known;
        this.questions = questions;
    }

    /**
     * What one environment comes to, for whichever machine it is asked.
     *
     * @param deciding what decides beside the environment and its machines: the catalog, and what is denied
     */
    Settlement of(Wish wish, String deciding) {
        EnvironmentName environment = wish.name();
        Map<String, Member> members = members(environment);
        Sha256 asked = Sha256.of(environment + "\n" + wish.specRevision() + "\n" + deciding + "\n"
                + String.join("\n", members.keySet()));
        CommonRelease common = known.of(
                asked,
                () -> CommonRelease.of(members.values().stream()
                        .map(member -> new CommonRelease.Member(
                                member.id(), questions.apply(member.wish()), facts.of(member.deciding())))
                        .toList()));
        if (common.newest() == null) {
            return new Settlement.Free();
        }
        Optional<String> heldBack = heldBack(common, members);
        return common.release() == null
                ? new Settlement.Impossible(heldBack.orElseThrow())
                : new Settlement.On(common.release(), heldBack.orElse(null));
    }

    private Map<String, Member> members(EnvironmentName environment) {
        Map<String, Member> members = new TreeMap<>();
        for (Population population : kinds.populations()) {
            wishes.of(
                            population.kind().labels(),
                            () -> facts.of(population.kind().planning()))
                    .find(environment)
                    .map(wish -> new Member(
                            wish,
                            facts.deciding(wish, population.kind(), kinds.owners()),
                            population.machines(),
                            population.examples().getFirst()))
                    .ifPresent(member -> members.merge(member.id(), member, Member::with));
        }
        return members;
    }

    /** Only the first name of each kind is told, so that a machine like others changes nothing of what is said. */
    private static Optional<String> heldBack(CommonRelease common, Map<String, Member> members) {
        List<Member> behind = common.heldBackBy().stream()
                .map(id -> Objects.requireNonNull(members.get(id)))
                .toList();
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = behind.stream()
                .map(Member::first)
                .map(MachineName::value)
                .sorted()
                .limit(MOST_NAMED)
                .toList();
        int machines = behind.stream().mapToInt(Member::machines).sum();
        return Optional.of("torch " + common.newest() + " does not work on "
                + names.stream().collect(Collectors.joining(", "))
                + (machines > names.size() ? " and others" : ""));
    }
}
