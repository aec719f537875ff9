package io.lamplighter.controller.placement;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The step kinds that an agent knows, {@code 1;createEnvironment,solve}; one that never polled is not held to any. */
record AcceptedSteps(@Nullable Set<String> kinds) {
    static AcceptedSteps parse(@Nullable String header) {
        if (header == null) {
            return new AcceptedSteps(null);
        }
        String kinds = header.substring(header.indexOf(';') + 1);
        return new AcceptedSteps(
                Arrays.stream(kinds.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet()));
    }

    boolean cover(Answer.Planned planned) {
        return unknownOf(planned).isEmpty();
    }

    /** The kinds of a plan's steps that the agent does not know. */
    List<String> unknownOf(Answer.Planned planned) {
        return planned.steps().stream()
                .filter(step -> kinds != null && !kinds.contains(step))
                .sorted()
                .toList();
    }
}
