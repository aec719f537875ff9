package io.lamplighter.reference;

import static java.util.stream.Collectors.joining;

import io.lamplighter.agent.failure.KnownFailure;
import io.lamplighter.agent.failure.KnownFailures;
import io.lamplighter.agent.failure.LinePattern;
import io.lamplighter.api.run.RemedyClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TroubleshootingReferenceTest {
    private static final String INTRODUCTION = """
            # Troubleshooting

            Made from the error catalogue by `make docs`; a test fails when it is out of date.

            1. `lamp status` names the signature of what failed, `lamp describe placement MACHINE ENVIRONMENT` says what it means and what to do, and `lamp get runs MACHINE` lists what was
               tried.
            2. `lamp logs MACHINE ENVIRONMENT` shows what the programs of the newest run said. It comes with the end of the run; a machine that cannot reach its controller keeps it until it can.
            3. `lamp doctor --log FILE` looks at any log, of a job or of the kernel, for what stands below; `-` reads standard input.
            4. `lamp doctor` on the machine looks at its driver and GPUs.

            What was in use stays in use whatever fails. A signature is an id of this page and, behind a colon, what tells two causes apart: `RESOLVER_NO_CANDIDATE:numpy==99`. An entry is recognised by
            any of its patterns, in one line of a log; those without patterns are said by the agent itself. A site can have a [catalogue of its own](../reference/cli.md#lamp-doctor---log).
            """;

    private static final Map<RemedyClass, String> CLASSES = Map.of(
            RemedyClass.SAFE, "the agent may do it by itself",
            RemedyClass.RETRY, "it passes; it is tried again",
            RemedyClass.REPLAN, "another plan is needed",
            RemedyClass.CONFIG, "the site's or the machine's configuration",
            RemedyClass.DRAIN, "running jobs must end first",
            RemedyClass.REBOOT, "a reboot",
            RemedyClass.ADMIN, "a person must look");

    @Test
    void saysOfEveryKnownFailureWhatToDo() throws IOException {
        String page = INTRODUCTION
                + KnownFailures.shipped().all().stream()
                        .map(TroubleshootingReferenceTest::entry)
                        .collect(joining());

        new ReferencePage(Path.of("../docs/guides/troubleshooting.md")).shouldSay(page);
    }

    private static String entry(KnownFailure failure) {
        return "\n## " + failure.id() + "\n" + failure.message() + ".\n\n"
                + (failure.cause() == null ? "" : "**Cause.** " + failure.cause() + ".\n\n")
                + "**Remedy.** " + failure.remedy() + "\n\n"
                + "**Takes:** " + CLASSES.get(failure.remedyClass()) + ". Trying again by itself "
                + (failure.retry() ? "can help.\n" : "does not help.\n")
                + (failure.match().isEmpty() ? "" : "\n```\n" + patterns(failure) + "\n```\n")
                + (failure.sources().isEmpty() ? "" : "Read in: " + String.join(", ", failure.sources()) + ".\n");
    }

    private static String patterns(KnownFailure failure) {
        return failure.match().stream().map(LinePattern::text).collect(joining("\n"));
    }
}
