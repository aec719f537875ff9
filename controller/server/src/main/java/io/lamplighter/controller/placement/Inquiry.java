package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.Question;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Asks the planner about many machines at one moment: under one catalog, reading each environment and each machine's
 * planning facts once. Not safe to share between threads.
 */
final class Inquiry {
    private final Planner planner;
    private final KnownFacts facts;
    private final Timer planning;
    private final Map<Subject, Question> questions = new HashMap<>();

    /** What is asked for, whatever the machine. */
    private record Subject(EnvironmentName environment, long specRevision, Sha256 sources) {}

    Inquiry(Planner planner, KnownFacts facts, Timer planning) {
        this.planner = planner;
        this.facts = facts;
        this.planning = planning;
    }

    /** Which catalog decides. */
    String catalogVersion() {
        return planner.catalogVersion();
    }

    /** Which planning facts decide about an environment on a machine. */
    Sha256 deciding(Wish wish, Machine machine) {
        return facts.deciding(wish, machine);
    }

    /**
     * The digest of all that decides an answer; the same question has the same key.
     *
     * @param deciding digest of the planning facts that decide
     */
    Sha256 key(Wish wish, Sha256 deciding) {
        return Sha256.of(String.join(
                "\n",
                wish.environment().name().value(),
                String.valueOf(wish.specRevision()),
                wish.sourcesDigest().hex(),
                planner.catalogVersion(),
                deciding.hex()));
    }

    /** The answer alone. */
    Resolution resolve(Wish wish, Sha256 deciding) {
        Question question = question(wish);
        PlanningFacts read = facts.of(deciding);
        return Objects.requireNonNull(planning.record(() -> question.resolve(read)));
    }

    /** The answer with its reasons. */
    Decision decide(Wish wish, Sha256 deciding) {
        Question question = question(wish);
        PlanningFacts read = facts.of(deciding);
        return Objects.requireNonNull(planning.record(() -> question.decide(read)));
    }

    private Question question(Wish wish) {
        return questions.computeIfAbsent(
                new Subject(wish.environment().name(), wish.specRevision(), wish.sourcesDigest()),
                _ -> planner.question(wish.environment(), wish.sources()));
    }
}
