package io.lamplighter.agent.execution;

import java.time.Instant;

/** What a phase does; each can be done twice, and killed at any time. */
sealed interface Work {
    record Admit() implements Work {}

    record Wait(Instant until) implements Work {}

    record Claim() implements Work {}

    record Prepare() implements Work {}

    record Solve() implements Work {}

    record Build(int stage) implements Work {}

    record Verify() implements Work {}

    record Seal() implements Work {}

    record Activate() implements Work {}

    record Expose() implements Work {}
}
