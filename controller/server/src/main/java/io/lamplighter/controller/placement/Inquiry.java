package io.lamplighter.controller.placement;

import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.controller.machine.Kind;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.placement.Wishes.ForLabels;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.Question;
import io.lamplighter.versions.pep440.Pep440Version;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the planner about many machines at one moment: under one catalog and one set of manifests, reading each
 * environment and each machine's planning facts once. Not safe to share between threads.
 */
final class Inquiry {
    private final Planner planner;
    private final Wishes wishes;
    private final KnownFacts facts;
    private final Supplier<Kinds> readKinds;
    private final CommonReleases common;
    private final Denials denied;
    private final Timer planning;
    private final Map<Subject, Question> questions = new HashMap<>();
    private final Map<Settled, Question> settledQuestions = new HashMap<>();
    private final Map<Moving, Optional<Pep440Version>> moves = new HashMap<>();
    private final Map<EnvironmentName, Settlement> settlements = new HashMap<>();
    private @Nullable Kinds kinds;

    /** What is asked for, whatever the machine. */
    private record Subject(EnvironmentName environment, long specRevision, Sha256 sources) {
        static Subject of(Wish wish) {
            return new Subject(wish.name(), wish.specRevision(), wish.sourcesDigest());
        }
    }

    /** What is asked for with one release of torch. */
    private record Settled(Subject subject, Pep440Version release) {}

    /** What uses a release of torch, on machines alike. */
    private record Moving(Subject subject, Update update, Sha256 deciding, String inUse) {}

    Inquiry(
            Planner planner,
            Wishes wishes,
            KnownFacts facts,
            Supplier<Kinds> readKinds,
            CommonReleases common,
            Denials denied,
            Timer planning) {
        this.planner = planner;
        this.wishes = wishes;
        this.facts = facts;
        this.readKinds = readKinds;
        this.common = common;
        this.denied = denied.about(planner::chooses);
        this.planning = planning;
    }

    /** Which catalog decides. */
    String catalogVersion() {
        return planner.catalogVersion();
    }

    /** All machines, read when they are first asked for. */
    Kinds kinds() {
        Kinds read = kinds == null ? readKinds.get() : kinds;
        kinds = read;
        return read;
    }

    /** What a machine should have. */
    ForLabels wanted(Machine machine) {
        return wishes.of(machine.labels(), () -> facts.of(machine.planning()));
    }

    /** The same for all machines of a kind. */
    ForLabels wanted(Kind kind) {
        return wishes.of(kind.labels(), () -> facts.of(kind.planning()));
    }

    /** The digest of the planning facts that decide about an environment on a machine. */
    Sha256 deciding(Wish wish, Machine machine) {
        return facts.deciding(wish, machine);
    }

    /** The same for all machines of a kind. */
    Sha256 deciding(Wish wish, Kind kind) {
        return facts.deciding(wish, kind, kinds().owners());
    }

    /** Takes planning facts that were read already. */
    void take(Map<Sha256, PlanningFacts> read) {
        facts.take(read);
    }

    PlanningFacts facts(Sha256 deciding) {
        return facts.of(deciding);
    }

    /** What all machines that have the environment are held to together. */
    Settlement settlement(Wish wish) {
        if (!wish.isHeldToOthers()) {
            return new Settlement.Free();
        }
        return settlements.computeIfAbsent(
                wish.name(),
                _ -> new Settling(wishes, kinds(), facts, common, this::question)
                        .of(wish, catalogVersion() + deniedWords()));
    }

    /**
     * The digest of all that decides an answer; the same question has the same key.
     *
     * @param deciding digest of the planning facts that decide
     */
    Sha256 key(Wish wish, Sha256 deciding) {
        return Sha256.of(String.join(
                "\n",
                Stream.concat(
                                Stream.of(
                                        wish.name().value(),
                                        String.valueOf(wish.specRevision()),
                                        wish.sourcesDigest().hex(),
                                        planner.catalogVersion(),
                                        deciding.hex()),
                                Stream.concat(
                                        Settlement.decisive(settlement(wish)).stream(),
                                        Stream.of(deniedWords()).filter(words -> !words.isEmpty())))
                        .toList()));
    }

    /**
     * The release of torch that a wish moves to by itself where its plan chose another; empty where that stays.
     *
     * @param inUse what the plan in use chose, {@code torch 2.10.0 cu126}
     */
    Optional<Pep440Version> newerTorch(Wish wish, Sha256 deciding, String inUse) {
        Update update = wish.update();
        return update == Update.PINNED
                ? Optional.empty()
                : moves.computeIfAbsent(
                        new Moving(Subject.of(wish), update, deciding, inUse),
                        moving -> TorchUpdate.chosen(inUse)
                                .flatMap(release -> TorchUpdate.of(update, release, working(wish, deciding))));
    }

    private Set<Pep440Version> working(Wish wish, Sha256 deciding) {
        return switch (settlement(wish)) {
            case Settlement.Free _ -> question(wish).releases(facts.of(deciding));
            case Settlement.On on -> Set.of(on.release());
            case Settlement.Impossible _ -> Set.of();
        };
    }

    /** The key of the answer with one release of torch. */
    Sha256 key(Wish wish, Sha256 deciding, Pep440Version release) {
        return Sha256.of(key(wish, deciding).hex() + "\ntorch " + release);
    }

    /** The answer with one release of torch. */
    Resolution resolve(Wish wish, Sha256 deciding, Pep440Version release) {
        PlanningFacts read = facts.of(deciding);
        return Objects.requireNonNull(
                planning.record(() -> settledQuestion(wish, release).resolve(read)));
    }

    /** What is denied of all that plans choose: it decides, and so do the reasons, which rejections repeat. */
    private String deniedWords() {
        return denied.all().stream().map(Denial::words).collect(Collectors.joining("\n"));
    }

    /** Whether a package's release is chosen by plans, and not by solves. */
    boolean chooses(String packageName) {
        return planner.chooses(packageName);
    }

    /** The answer alone. */
    Resolution resolve(Wish wish, Sha256 deciding) {
        PlanningFacts read = facts.of(deciding);
        return Objects.requireNonNull(planning.record(() -> switch (settlement(wish)) {
            case Settlement.Free _ -> question(wish).resolve(read);
            case Settlement.On on -> {
                Resolution settled = settledQuestion(wish, on.release()).resolve(read);
                yield settled instanceof Resolution.Resolved
                        ? settled
                        : orItsOwn(question(wish).resolve(read), settled);
            }
            case Settlement.Impossible impossible -> orItsOwn(question(wish).resolve(read), rejected(wish, impossible));
        }));
    }

    /** The answer with its reasons. */
    Decision decide(Wish wish, Sha256 deciding) {
        PlanningFacts read = facts.of(deciding);
        return Objects.requireNonNull(planning.record(() -> switch (settlement(wish)) {
            case Settlement.Free _ -> question(wish).decide(read);
            case Settlement.On on -> {
                Decision settled = settledQuestion(wish, on.release()).decide(read);
                yield settled.resolution() instanceof Resolution.Resolved
                        ? noting(settled, Settlement.note(on).orElseThrow())
                        : orItsOwn(question(wish).decide(read), settled);
            }
            case Settlement.Impossible impossible -> {
                Decision alone = question(wish).decide(read);
                yield orItsOwn(alone, new Decision(rejected(wish, impossible), alone.explanation()));
            }
        }));
    }

    private Question question(Wish wish) {
        return questions.computeIfAbsent(
                Subject.of(wish), _ -> planner.question(wish.asking(), wish.sources(), denied));
    }

    private Question settledQuestion(Wish wish, Pep440Version release) {
        return settledQuestions.computeIfAbsent(
                new Settled(Subject.of(wish), release), _ -> question(wish).settledOn(release));
    }

    /** A machine on which nothing works has no say, and its own reasons. */
    private static Resolution orItsOwn(Resolution alone, Resolution together) {
        return alone instanceof Resolution.Resolved ? together : alone;
    }

    private static Decision orItsOwn(Decision alone, Decision together) {
        return alone.resolution() instanceof Resolution.Resolved ? together : alone;
    }

    private static Decision noting(Decision decision, String note) {
        Explanation explanation = decision.explanation();
        return new Decision(
                decision.resolution(),
                new Explanation(
                        explanation.facts(),
                        explanation.candidates(),
                        Stream.concat(explanation.notes().stream(), Stream.of(note))
                                .toList()));
    }

    private static Resolution rejected(Wish wish, Settlement.Impossible impossible) {
        return new Resolution.Rejected(
                List.of(new Reason(
                        "same",
                        "versions: same, and no release of torch works on every machine that has " + wish.name() + ": "
                                + impossible.heldBack(),
                        impossible.heldBack())),
                "take those machines out of its groups, or write versions: best");
    }
}
