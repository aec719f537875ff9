package io.lamplighter.controller.placement;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.Question;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Asks the planner about many machines at one moment: under one catalog, reading each environment and each machine's
 * planning facts once. Not safe to share between threads.
 */
final class Inquiry {
    private final Planner planner;
    private final Function<Sha256, PlanningFacts> readFacts;
    private final Timer planning;
    private final Map<Sha256, PlanningFacts> facts = new HashMap<>();
    private final Map<Subject, Question> questions = new HashMap<>();

    /** What is asked for, whatever the machine. */
    private record Subject(EnvironmentName environment, long specRevision, Sha256 sources) {}

    Inquiry(Planner planner, Function<Sha256, PlanningFacts> readFacts, Timer planning) {
        this.planner = planner;
        this.readFacts = readFacts;
        this.planning = planning;
    }

    /** Which catalog decides. */
    String catalogVersion() {
        return planner.catalogVersion();
    }

    /**
     * The digest of all that decides an answer; the same question has the same key.
     *
     * @param planning of the planning facts
     */
    Sha256 key(Wish wish, Sha256 planning) {
        return Sha256.of(String.join(
                "\n",
                wish.environment().name().value(),
                String.valueOf(wish.specRevision()),
                wish.sourcesDigest().hex(),
                planner.catalogVersion(),
                planning.hex()));
    }

    /** The answer alone. */
    Resolution resolve(Wish wish, Sha256 factsDigest) {
        Question question = question(wish);
        PlanningFacts read = facts(factsDigest);
        return Objects.requireNonNull(planning.record(() -> question.resolve(read)));
    }

    /** The answer with its reasons. */
    Decision decide(Wish wish, Sha256 factsDigest) {
        Question question = question(wish);
        PlanningFacts read = facts(factsDigest);
        return Objects.requireNonNull(planning.record(() -> question.decide(read)));
    }

    private Question question(Wish wish) {
        return questions.computeIfAbsent(
                new Subject(wish.environment().name(), wish.specRevision(), wish.sourcesDigest()),
                _ -> planner.question(wish.environment(), wish.sources()));
    }

    private PlanningFacts facts(Sha256 digest) {
        return facts.computeIfAbsent(digest, readFacts);
    }
}
