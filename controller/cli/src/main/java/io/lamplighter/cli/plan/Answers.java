package io.lamplighter.cli.plan;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.cli.output.Label;
import io.lamplighter.planner.Planner.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says a decision in the form that scripts rely on. */
record Answers(Environment environment, List<AvailableSource> sources) {
    OfflineAnswer of(Decision decision) {
        Explanation explanation = decision.explanation();
        return switch (decision.resolution()) {
            case Resolution.Resolved(Plan plan) -> resolved(plan, explanation);
            case Resolution.Rejected(List<Reason> reasons, String nearest) ->
                answer("rejected", null, null, null, reasons, nearest, explanation);
            case Resolution.Undecided(String missing) ->
                answer(
                        "undecided",
                        null,
                        null,
                        null,
                        List.of(new Reason("facts", missing, missing)),
                        null,
                        explanation);
        };
    }

    private OfflineAnswer resolved(Plan plan, Explanation explanation) {
        Considered chosen = explanation.candidates().stream()
                .filter(candidate -> candidate.verdict() == Verdict.CHOSEN)
                .findFirst()
                .orElse(null);
        List<Reason> reasons = chosen == null
                ? List.of()
                : Stream.of(chosen.because().split("; ", -1))
                        .map(fact -> new Reason("chosen", fact, fact))
                        .toList();
        return answer("resolved", plan, PlanDocument.of(plan).id(), chosen, reasons, null, explanation);
    }

    private OfflineAnswer answer(
            String resolution,
            @Nullable Plan plan,
            @Nullable PlanId id,
            @Nullable Considered chosen,
            List<Reason> reasons,
            @Nullable String nearest,
            Explanation explanation) {
        Optional<Ingredients> ingredients = Optional.ofNullable(plan).map(each -> new Ingredients(each, sources));
        return new OfflineAnswer(
                environment.name(),
                resolution,
                environment.spec().installer(),
                id,
                plan == null
                        ? null
                        : plan.all(Step.CreateEnvironment.class).stream()
                                .map(Step.CreateEnvironment::python)
                                .findFirst()
                                .orElse(null),
                chosen == null ? null : chosen.torch(),
                chosen == null ? null : chosen.build(),
                chosen == null ? null : chosen.cuda(),
                ingredients.map(Ingredients::requirements).orElse(List.of()),
                ingredients.map(Ingredients::indexes).orElse(List.of()),
                ingredients.map(Ingredients::channels).orElse(List.of()),
                reasons,
                nearest,
                explanation.candidates().stream().map(Answers::candidate).toList(),
                explanation.facts(),
                explanation.notes());
    }

    private static OfflineAnswer.Candidate candidate(Considered considered) {
        return new OfflineAnswer.Candidate(
                considered.torch(),
                considered.build(),
                considered.cuda(),
                considered.source(),
                considered.verdict() != Verdict.EXCLUDED,
                Label.words(considered.verdict()),
                considered.rule(),
                considered.because());
    }
}
