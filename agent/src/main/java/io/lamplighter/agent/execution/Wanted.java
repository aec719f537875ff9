package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.schedule.Moment;
import io.lamplighter.agent.schedule.Permission;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.agent.toolkit.Toolkits;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.api.wire.Assignment.Refreshing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an assignment wants of one environment. */
record Wanted(long revision, AssignedEnvironment environment, List<AvailableSource> sources) {
    Wanted {
        sources = List.copyOf(sources);
    }

    /** Empty when the assignment does not speak of the environment, which is then left alone. */
    static Optional<Wanted> in(Assignment assignment, EnvironmentName name) {
        return assignment.environments().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> new Wanted(assignment.revision(), each, assignment.sources()));
    }

    PlanId plan() {
        return environment.plan();
    }

    /** When it may change. */
    Schedule schedule() {
        return environment.schedule() == null ? Schedule.ANY_TIME : environment.schedule();
    }

    /** The same at a time; what somebody could not wait for waits for little. */
    Schedule schedule(Instant now) {
        Refreshing refresh = environment.refresh();
        boolean hurried = refresh != null
                && refresh.hurriedUntil() != null
                && refresh.hurriedUntil().isAfter(now);
        return hurried ? schedule().hurried() : schedule();
    }

    /** Whether it may do now what it is about to do; where it is to compute on GPUs, their driver has a say. */
    Permission ask(Permits permits, Schedule when, Moment moment, Duration waited, Instant now)
            throws InterruptedException {
        return provesOnGpus() ? permits.askForGpus(when, moment, waited, now) : permits.ask(when, moment, waited, now);
    }

    private boolean provesOnGpus() {
        try {
            return read().steps().stream()
                    .anyMatch(step -> step instanceof Step.Verify verify && verify.cudaRequired());
        } catch (FailureException e) {
            return false; // the run's first phase says so
        }
    }

    /** The files that are to be in use; absent where any of the plan will do. */
    @Nullable
    AssignedLock lock() {
        return environment.lock();
    }

    /** Whether a generation is what is to be in use. */
    boolean isMadeOf(GenerationRecord record) {
        GenerationName pinned = pinned();
        return plan().equals(record.plan())
                && (pinned == null ? record.holds(lock()) : pinned.equals(record.generation()));
    }

    /**
     * Whether a run is for what was wanted before. A plan has one lock after another: a generation that is wanted by
     * name may be of the very plan that a run refreshes.
     */
    boolean outdates(Run run) {
        AssignedLock lock = lock();
        return !plan().equals(run.plan())
                || !Objects.equals(pinned(), run.asked())
                || (lock != null && lock.revision() > run.aim().revision());
    }

    /** The generation that is to be in use, if an operator wants a certain one. */
    @Nullable
    GenerationName pinned() {
        return environment.pinned();
    }

    /** Whether an altered generation stays as it is: its groups want to hear of it and no more. */
    boolean isOnlyTold() {
        return environment.mode() == Group.Mode.REPORT;
    }

    /** Generations of an environment that are to stay whatever their age. */
    static Set<GenerationName> reserved(Assignment assignment, EnvironmentName name, Instant now) {
        return in(assignment, name).map(wanted -> wanted.reserved(now)).orElse(Set.of());
    }

    private Set<GenerationName> reserved(Instant now) {
        Set<GenerationName> reserved = new HashSet<>();
        if (environment.kept() != null) {
            environment.kept().stream()
                    .filter(kept -> kept.until().isAfter(now))
                    .forEach(kept -> reserved.add(kept.generation()));
        }
        if (environment.pinned() != null) {
            reserved.add(environment.pinned());
        }
        return reserved;
    }

    EnvironmentName name() {
        return environment.name();
    }

    /**
     * The plan, read.
     *
     * @throws FailureException when it is not the one that the id was made of, or of a later version
     */
    Plan read() throws FailureException {
        try {
            Plan plan = environment.document().plan();
            if (plan.steps().stream().noneMatch(Step.Unknown.class::isInstance)) {
                return plan;
            }
            throw new FailureException(
                    Catalogue.named("PLAN_UNREADABLE", "it has a step that this agent does not know"), "");
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new FailureException(Catalogue.named("PLAN_UNREADABLE", String.valueOf(e.getMessage())), "");
        }
    }

    /** Names of the stages; none when the plan cannot be read. */
    List<String> stages() {
        try {
            Plan plan = read();
            return Stream.concat(
                            plan.stages().stream().map(Step.Stage::stage),
                            Toolkits.building(plan).stream()
                                    .map(step -> step.product().toString()))
                    .toList();
        } catch (FailureException e) {
            return List.of(); // the run's first phase says so
        }
    }

    /** Whether it is a toolkit; a plan that cannot be read is none. */
    boolean isToolkit() {
        try {
            return Toolkits.isOne(read());
        } catch (FailureException e) {
            return false; // the run's first phase says so
        }
    }
}
