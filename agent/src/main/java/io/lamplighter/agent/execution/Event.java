package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.schedule.Hindrance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a run. */
sealed interface Event {
    /** It may begin. */
    record Admitted() implements Event {}

    /** Something is in its way. */
    record Held(List<Hindrance> why, Instant until) implements Event {
        public Held {
            why = List.copyOf(why);
        }

        /** Nothing at all is to be done, rather than something later. */
        boolean isForAFreeze() {
            return why.stream().anyMatch(each -> each.reason() == Hindrance.Reason.FROZEN);
        }
    }

    /** Its time has come; a build would go into this generation. */
    record Due(GenerationName generation) implements Event {}

    /**
     * An empty environment stands.
     *
     * @param interpreter that it was made from; absent where a Python comes with the packages
     */
    record Prepared(@Nullable Interpreter interpreter) implements Event {}
    /** It is known how it comes to its lock. */
    record Claimed(LockOrigin origin) implements Event {}

    /** It has to wait for one. */
    record Deferred(CheckResult why, Instant until) implements Event {}

    record Solved(Choice choice) implements Event {}

    /** A refresh found what is in use already. */
    record Unchanged(Choice choice) implements Event {}

    /**
     * A stage is installed.
     *
     * @param remarks what people should know of it, as it stands among the checks
     */
    record StageBuilt(List<CheckResult> remarks) implements Event {
        public StageBuilt {
            remarks = List.copyOf(remarks);
        }

        /** Nothing is to be said of it. */
        public StageBuilt() {
            this(List.of());
        }
    }

    record Verified(List<CheckResult> checks) implements Event {}

    /** Something could not be verified now. */
    record Undecided(List<CheckResult> checks, Instant until) implements Event {}

    record Sealed() implements Event {}

    record Activated() implements Event {}

    record Exposed(List<CheckResult> checks) implements Event {
        public Exposed {
            checks = List.copyOf(checks);
        }
    }

    /**
     * It cannot go on.
     *
     * @param checks those that were done, when the verification is what broke
     */
    record Broke(Diagnosis diagnosis, Failure failure, List<CheckResult> checks) implements Event {}

    /** Another plan is wanted. */
    record Superseded() implements Event {}

    /**
     * The agent died and is back.
     *
     * @param sameBoot whether the kernel is still the one that has what was written in memory
     */
    record Interrupted(boolean sameBoot) implements Event {}
}
