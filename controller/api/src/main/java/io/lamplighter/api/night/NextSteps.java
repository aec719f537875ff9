package io.lamplighter.api.night;

import io.lamplighter.api.night.Night.Failed;
import io.lamplighter.api.night.Night.Lost;
import io.lamplighter.api.night.Night.Waiting;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is left to people, in the order in which it matters: hardware, failures, what cannot be, what is away. */
final class NextSteps {
    private NextSteps() {}

    static List<String> of(List<Failed> failed, List<Waiting> waiting, List<Lost> lost) {
        return Stream.of(
                        lost.stream()
                                .filter(loss -> loss.kind() != Lost.Kind.MACHINE)
                                .flatMap(NextSteps::step),
                        failed.stream().map(NextSteps::step),
                        waiting.stream().flatMap(wait -> step(wait).stream()),
                        lost.stream()
                                .filter(loss -> loss.kind() == Lost.Kind.MACHINE)
                                .flatMap(NextSteps::step))
                .flatMap(steps -> steps)
                .toList();
    }

    private static Stream<String> step(Lost lost) {
        return Stream.ofNullable(lost.remedy())
                .map(remedy ->
                        lost.on() + (lost.kind() == Lost.Kind.MACHINE ? "" : ", " + lost.what()) + ": " + remedy);
    }

    private static String step(Failed failed) {
        return failed.environment() + " on " + failed.on() + ", " + failed.signature() + ": "
                + Objects.requireNonNullElse(failed.remedy(), "`lamp logs` shows what its programs said");
    }

    /** What goes on by itself, and what an operator wanted so, is nobody's to do. */
    private static Optional<String> step(Waiting wait) {
        String subject = wait.environment() + " on " + wait.on();
        String example = wait.on().examples().getFirst() + " " + wait.environment();
        return switch (wait.phase()) {
            case REJECTED ->
                Optional.of(subject + " has no build that works: `lamp explain " + example + "` says what would");
            case DRIFTED ->
                Optional.of(subject + " is not as it was proved (" + wait.why() + "): `lamp history " + example
                        + "` says more");
            case STALE, HELD, FAILED, RETIRING, BUILDING, PENDING, CONVERGED -> Optional.empty();
        };
    }
}
