package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.groupingBy;

import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.controller.machine.Kind;
import io.lamplighter.controller.machine.Population;
import io.lamplighter.controller.placement.Wishes.ForLabels;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Works out what would become of the placements of one kind of machines after the other. */
final class Prospects {
    /** Stands for the machine of a placement that does not exist yet. */
    private static final MachineId NOBODY = new MachineId("00000000-0000-0000-0000-000000000000");

    private final Inquiry inquiry;
    private final PastAnswers past;
    private final Consumer<Prospect> told;
    private final Map<Sha256, Answer> answers = new HashMap<>();
    private final Map<Plan, Answer> plans = new HashMap<>();

    /** What the planner's answer would do to a placement. */
    private record Outcome(
            Effect effect,
            boolean builds,
            @Nullable String after,
            List<Reason> reasons,
            @Nullable String nearest) {
        static Outcome of(Effect effect) {
            return new Outcome(effect, false, null, List.of(), null);
        }
    }

    /**
     * Prospects under the manifests and the catalog of an inquiry.
     *
     * @param past what was answered under those of today
     */
    Prospects(Inquiry inquiry, PastAnswers past, Consumer<Prospect> told) {
        this.inquiry = inquiry;
        this.past = past;
        this.told = told;
    }

    /** Asks the planner what it was never asked about these machines; no database is needed for it. */
    void answer(List<Population> populations) {
        for (Population population : populations) {
            Kind kind = population.kind();
            for (Wish wish : inquiry.wanted(kind).wishes()) {
                Sha256 deciding = inquiry.deciding(wish, kind);
                Sha256 key = inquiry.key(wish, deciding);
                if (!past.isAnswered(key)) {
                    answers.computeIfAbsent(key, _ -> answer(inquiry.resolve(wish, deciding)));
                }
            }
        }
    }

    void of(Population population, List<PlacementsAlike> present) {
        Kind kind = population.kind();
        Map<EnvironmentName, List<PlacementsAlike>> known = new HashMap<>(
                present.stream().collect(groupingBy(alike -> alike.example().environment())));
        ForLabels asked = inquiry.wanted(kind);
        for (Wish doubtful : asked.doubtful()) {
            keep(kind, doubtful, taken(known, doubtful.name()));
        }
        for (Wish wish : asked.wishes()) {
            EnvironmentName environment = wish.name();
            List<PlacementsAlike> there = taken(known, environment);
            Sha256 deciding = inquiry.deciding(wish, kind);
            there.forEach(alike -> tell(alike, deciding, wanted(wish, deciding, kind, alike.example())));
            int without = population.machines()
                    - there.stream().mapToInt(PlacementsAlike::machines).sum();
            if (without > 0) {
                Placement none = Placement.begin(NOBODY, environment);
                tell(
                        new PlacementsAlike(kind, population.room(), none, without, population.examples()),
                        deciding,
                        wanted(wish, deciding, kind, none));
            }
        }
        known.values().stream()
                .flatMap(List::stream)
                .forEach(alike -> tell(alike, kind.planning(), unwanted(alike.example())));
    }

    private static List<PlacementsAlike> taken(
            Map<EnvironmentName, List<PlacementsAlike>> known, EnvironmentName environment) {
        List<PlacementsAlike> there = known.remove(environment);
        return there == null ? List.of() : there;
    }

    /** Who may belong to a group keeps what it has, and what retires goes on retiring. */
    private void keep(Kind kind, Wish wish, List<PlacementsAlike> there) {
        Sha256 deciding = inquiry.deciding(wish, kind);
        for (PlacementsAlike alike : there) {
            Placement before = alike.example();
            tell(alike, deciding, before.isRetiring() ? unwanted(before) : wanted(wish, deciding, kind, before));
        }
    }

    private Outcome wanted(Wish wish, Sha256 deciding, Kind kind, Placement before) {
        AcceptedSteps accepted = AcceptedSteps.parse(kind.accepts());
        Optional<Outcome> moving =
                newer(wish, deciding, before).flatMap(release -> moving(wish, deciding, release, before, accepted));
        if (moving.isPresent()) {
            return moving.get();
        }
        Sha256 key = inquiry.key(wish, deciding);
        if (!before.isRetiring()
                && key.equals(before.resolution())
                && !(wish.mode() == Mode.ENFORCE && past.lacksCuda(before))) {
            return asBefore(before);
        }
        Answer answer = answers.computeIfAbsent(key, _ -> answer(inquiry.resolve(wish, deciding)));
        return switch (answer) {
            case Answer.Rejected(List<Reason> reasons, String nearest) ->
                new Outcome(rejected(before), false, null, reasons, nearest);
            case Answer.Undecided(String missing) ->
                new Outcome(Effect.UNDECIDED, false, null, List.of(new Reason("sources", missing, null)), null);
            case Answer.Planned planned ->
                planned(
                        planned,
                        accepted,
                        wish.specRevision(),
                        isToLeaveTheCpu(wish, before, planned) ? before.withdrawingWhatIsInUse() : before);
        };
    }

    /** The release of torch that the spec lets what is in use move to; empty where that stays. */
    private Optional<Pep440Version> newer(Wish wish, Sha256 deciding, Placement before) {
        return before.inUseFor(wish.specRevision())
                .filter(_ -> !before.isRetiring() && !(wish.mode() == Mode.ENFORCE && past.lacksCuda(before)))
                .flatMap(inUse -> Optional.ofNullable(past.candidate(inUse)))
                .flatMap(inUse -> inquiry.newerTorch(wish, deciding, inUse));
    }

    private Optional<Outcome> moving(
            Wish wish, Sha256 deciding, Pep440Version release, Placement before, AcceptedSteps accepted) {
        Sha256 key = inquiry.key(wish, deciding, release);
        if (past.isAnswer(key, before.plan())) {
            return Optional.of(Outcome.of(Effect.STAYS));
        }
        Answer answer = answers.computeIfAbsent(key, _ -> answer(inquiry.resolve(wish, deciding, release)));
        return answer instanceof Answer.Planned planned && accepted.cover(planned)
                ? Optional.of(taken(planned, before))
                : Optional.empty();
    }

    private boolean isToLeaveTheCpu(Wish wish, Placement before, Answer answer) {
        return wish.mode() == Mode.ENFORCE && before.lacksCuda(answer, past.cuda()::contains);
    }

    /** Most kinds of machines get one of a few plans, and writing one down takes longer than finding it again. */
    private Answer answer(Resolution resolution) {
        return resolution instanceof Resolution.Resolved(Plan plan)
                ? plans.computeIfAbsent(plan, _ -> Answer.of(resolution))
                : Answer.of(resolution);
    }

    /** The question is the one that was answered already, so that nothing happens. */
    private Outcome asBefore(Placement before) {
        return past.isRejected(before)
                ? Outcome.of(Effect.STILL_UNPLANNABLE)
                : new Outcome(Effect.STAYS, false, past.notTaken(before).orElse(null), List.of(), null);
    }

    private Effect rejected(Placement before) {
        return past.isRejected(before) ? Effect.STILL_UNPLANNABLE : Effect.UNPLANNABLE;
    }

    private Outcome planned(Answer.Planned planned, AcceptedSteps accepted, long specRevision, Placement before) {
        PlanChoice choice = PlanChoice.of(before, specRevision, planned, accepted);
        PlanId plan = choice.plan();
        if (before.isRetiring() && plan != null) {
            String known = past.candidate(plan);
            boolean builds = !plan.equals(before.inUse());
            return new Outcome(Effect.GIVEN, builds, known == null ? planned.candidate() : known, List.of(), null);
        }
        if (planned.plan().equals(plan)) {
            return taken(planned, before);
        }
        boolean keptInUse =
                plan != null && plan.equals(before.inUse()) && choice.offered().contains(plan);
        return keptInUse
                ? new Outcome(Effect.STAYS, false, planned.candidate(), List.of(), null)
                : tooOld(planned, accepted);
    }

    private static Outcome taken(Answer.Planned planned, Placement before) {
        if (planned.plan().equals(before.plan()) || planned.plan().equals(before.inUse())) {
            return Outcome.of(Effect.STAYS);
        }
        return new Outcome(
                before.isTangible() ? Effect.REPLANNED : Effect.GIVEN, true, planned.candidate(), List.of(), null);
    }

    private static Outcome tooOld(Answer.Planned planned, AcceptedSteps accepted) {
        return new Outcome(
                Effect.AGENT_TOO_OLD,
                false,
                planned.candidate(),
                List.of(new Reason(
                        "agent", "its agent does not know " + String.join(", ", accepted.unknownOf(planned)), null)),
                null);
    }

    private static Outcome unwanted(Placement before) {
        if (before.isRetiring()) {
            return Outcome.of(Effect.STAYS);
        }
        return Outcome.of(before.isTangible() ? Effect.LOST : Effect.WITHDRAWN);
    }

    private void tell(PlacementsAlike alike, Sha256 deciding, Outcome outcome) {
        Placement before = alike.example();
        PlanId plan = before.inUse() == null ? before.plan() : before.inUse();
        told.accept(new Prospect(
                outcome.effect(),
                before.environment(),
                deciding,
                inquiry.facts(deciding),
                alike.room(),
                outcome.builds(),
                alike.machines(),
                alike.examples(),
                past.candidate(plan),
                outcome.after(),
                outcome.reasons(),
                outcome.nearest()));
    }
}
