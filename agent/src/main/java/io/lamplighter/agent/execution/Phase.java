package io.lamplighter.agent.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.schedule.Hindrance;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a run is; a phase has only the moves that are legal from it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = Phase.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Phase.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = Phase.Preparing.class, name = "preparing"),
    @JsonSubTypes.Type(value = Phase.Solving.class, name = "solving"),
    @JsonSubTypes.Type(value = Phase.Building.class, name = "building"),
    @JsonSubTypes.Type(value = Phase.Verifying.class, name = "verifying"),
    @JsonSubTypes.Type(value = Phase.Sealing.class, name = "sealing"),
    @JsonSubTypes.Type(value = Phase.Activating.class, name = "activating"),
    @JsonSubTypes.Type(value = Phase.Exposing.class, name = "exposing"),
    @JsonSubTypes.Type(value = Phase.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Phase.Failed.class, name = "failed"),
})
sealed interface Phase {
    /** As it is reported. */
    default RunState state() {
        return switch (this) {
            case Planned _ -> RunState.PLANNED;
            case Waiting _ -> RunState.WAITING;
            case Claimed _ -> RunState.CLAIMED;
            case Preparing _ -> RunState.PREPARING;
            case Solving _ -> RunState.SOLVING;
            case Building _ -> RunState.BUILDING;
            case Verifying _ -> RunState.VERIFYING;
            case Sealing _ -> RunState.SEALING;
            case Activating _ -> RunState.ACTIVATING;
            case Exposing _ -> RunState.EXPOSING;
            case Done _ -> RunState.DONE;
            case Failed _ -> RunState.FAILED;
        };
    }

    /** The run exists. */
    record Planned() implements Phase {
        /** @param built whether a generation stands that only has to be verified */
        Waiting admit(Instant now, boolean built) {
            return new Waiting(now, built);
        }
    }

    /**
     * Nothing is done before an instant.
     *
     * @param built whether the generation stands and only its verification is to be done again
     * @param begun whether it was allowed to begin before
     * @param why what is in the way; empty where only time is
     */
    record Waiting(Instant until, boolean built, boolean begun, List<Hindrance> why) implements Phase {
        public Waiting {
            why = Objects.requireNonNullElse(why, List.of()); // absent in journals of before there were windows
            why = List.copyOf(why);
        }

        /** Only time is in the way of a run that has not begun. */
        Waiting(Instant until, boolean built) {
            this(until, built, false, List.of());
        }

        Phase proceed() {
            return built ? new Verifying() : new Claimed();
        }

        /** What was in the way already is so since then. */
        Waiting held(List<Hindrance> found, Instant askAgain) {
            return new Waiting(
                    askAgain,
                    built,
                    begun,
                    found.stream().map(this::sinceBefore).toList());
        }

        /** It may ask at once. */
        Waiting asking(Instant now) {
            return why.isEmpty() ? this : new Waiting(now, built, begun, why);
        }

        private Hindrance sinceBefore(Hindrance found) {
            return why.stream()
                    .filter(each -> each.reason() == found.reason())
                    .findFirst()
                    .map(before -> new Hindrance(found.reason(), found.detail(), before.since()))
                    .orElse(found);
        }
    }

    /** It is asked who solves. */
    record Claimed() implements Phase {
        Preparing granted() {
            return new Preparing();
        }

        Waiting deferred(Instant until) {
            return new Waiting(until, false);
        }
    }

    /** An empty environment is made. */
    record Preparing() implements Phase {
        Solving prepared() {
            return new Solving();
        }
    }

    record Solving() implements Phase {
        Building solved(int stages) {
            return new Building(0, stages);
        }

        /** What is in use is what the solve found. */
        Done unchanged() {
            return new Done(RunOutcome.UNCHANGED);
        }
    }

    /** One stage is installed. */
    record Building(int stage, int stages) implements Phase {
        Phase stageBuilt() {
            return stage + 1 < stages ? new Building(stage + 1, stages) : new Verifying();
        }
    }

    record Verifying() implements Phase {
        Sealing verified() {
            return new Sealing();
        }

        Activating verifiedAnew() {
            return new Activating();
        }

        /** What is built waits for the time at which it can be verified. */
        Waiting held(List<Hindrance> why, Instant askAgain) {
            return new Waiting(askAgain, true, true, why);
        }

        Waiting undecided(Instant until) {
            return new Waiting(until, true, true, List.of());
        }
    }

    /** What was verified is brought to disk and recorded; only from here on it may be used. */
    record Sealing() implements Phase {
        Activating sealed() {
            return new Activating();
        }
    }

    record Activating() implements Phase {
        Exposing activated() {
            return new Exposing();
        }

        /** What stands is verified anew when it may be switched to. */
        Waiting held(List<Hindrance> why, Instant askAgain) {
            return new Waiting(askAgain, true, true, why);
        }
    }

    record Exposing() implements Phase {
        Done exposed() {
            return new Done();
        }
    }

    /**
     * It is over, and nothing failed.
     *
     * @param outcome whether there was anything to switch to
     */
    record Done(RunOutcome outcome) implements Phase {
        public Done {
            outcome =
                    Objects.requireNonNullElse(outcome, RunOutcome.ACTIVATED); // absent in journals of before refreshes
        }

        Done() {
            this(RunOutcome.ACTIVATED);
        }
    }

    /**
     * What was in use stays in use.
     *
     * @param failure absent when nothing failed, as when another plan came
     * @param retry whether the same may succeed later by itself
     */
    record Failed(RunOutcome outcome, @Nullable Failure failure, boolean retry) implements Phase {}
}
