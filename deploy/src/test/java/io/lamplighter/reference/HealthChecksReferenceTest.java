package io.lamplighter.reference;

import static java.util.stream.Collectors.joining;

import io.lamplighter.agent.health.HealthCheckRow;
import io.lamplighter.agent.health.HealthCheckRow.Rule;
import io.lamplighter.agent.health.HealthChecks;
import io.lamplighter.agent.health.HealthLimits;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthChecksReferenceTest {
    private static final String INTRODUCTION = """
            # Health checks

            Made from the agent by `make docs`; a test fails when it is out of date.

            Each is `ok`, `warn`, `fail`, `unknown` or `not_applicable`, in `lamplighter_check_status{check,status}` and on the machine in `lamplighter-agent doctor` and `lamp doctor`. Not knowing is a
            state of its own: a check that another one hides (no GPU can be looked at while the driver does not answer) is `unknown`, never `ok`; `not_applicable` is
            said only where there is no GPU of NVIDIA, or the GPU does not have what is checked. A check of GPUs is as the worst of them;
            `lamplighter_gpu_healthy{uuid}` tells them apart. Something must be wrong for the time that is given before it is said; `doctor` says what is so now.

            What stands between the GPUs and CUDA (`driver.*` and `gpu.*` that are told by the driver's state) also holds planning: such a machine gets no new plan, and keeps what it has.

            `critical` checks fail, `warning` ones warn; `info` is told in metrics and JSON alone, and no GPU is called ill for it. Which are made, and from where on something is wrong, is
            [configured](configuration.md) under `lamplighter.health`: `lamplighter.health.off=gpu.fan,host.library_path` leaves checks out. A machine that is silent (`agent.stale`) is told of by the
            controller: `lamp describe machine`, `lamplighter_controller_machines{state="stale"}`.

            | check | of | severity | wrong for | what is wrong | what to do |
            |---|---|---|---|---|---|
            """;

    @Test
    void saysOfEveryCheckWhatItLooksFor() throws IOException {
        new ReferencePage("health-checks.md")
                .shouldSay(INTRODUCTION
                        + HealthChecks.ALL.stream()
                                .map(HealthChecksReferenceTest::row)
                                .collect(joining()));
    }

    private static String row(HealthCheckRow check) {
        Duration hold = check.hold().apply(HealthLimits.USUAL);
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        check.id(),
                        switch (check.rule()) {
                            case Rule.OfMachine _ -> "the machine";
                            case Rule.OfGpu _ -> "each GPU";
                            case Rule.OfEnvironment _ -> "each environment";
                        },
                        check.severity().label(),
                        hold.isZero() ? "" : hold.toMinutes() + " min",
                        check.title(),
                        check.remedy());
    }
}
