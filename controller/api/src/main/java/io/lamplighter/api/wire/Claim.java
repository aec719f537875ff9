package io.lamplighter.api.wire;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is about to build.
 *
 * @param python that it would build with, {@code 3.11}: files are for one; absent where the plan brings its own
 */
public record Claim(
        EnvironmentName environment, PlanId plan, @Nullable String python) {
    public Claim {
        if (python != null && !python.matches("\\d{1,3}\\.\\d{1,3}")) {
            throw new IllegalArgumentException("no version of Python such as 3.11: \"" + python + "\"");
        }
    }
}
