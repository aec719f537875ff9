package io.lamplighter.api.wire;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is about to build.
 *
 * @param python that it would build with, {@code 3.11}: files are for one; absent where the plan brings its own
 * @param refresh whether the plan is in use and only to be solved anew, if that is due; absent where it is to be built
 * @param solves {@code false} where it can only install what a lock says; absent where it can solve, too
 */
public record Claim(
        EnvironmentName environment,
        PlanId plan,
        @Nullable String python,
        @Nullable Boolean refresh,
        @Nullable Boolean solves) {
    public Claim {
        if (python != null && !python.matches("\\d{1,3}\\.\\d{1,3}")) {
            throw new IllegalArgumentException("no version of Python such as 3.11: \"" + python + "\"");
        }
    }

    /** Of a plan that is to be built. */
    public Claim(EnvironmentName environment, PlanId plan, @Nullable String python) {
        this(environment, plan, python, null, null);
    }

    /** The same of a plan that is in use. */
    public Claim refreshing() {
        return new Claim(environment, plan, python, true, solves);
    }

    public boolean asksForRefresh() {
        return Boolean.TRUE.equals(refresh);
    }

    /** Whether the machine may become the plan's pathfinder. */
    public boolean mayLead() {
        return !Boolean.FALSE.equals(solves);
    }
}
