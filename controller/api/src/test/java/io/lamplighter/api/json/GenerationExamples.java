package io.lamplighter.api.json;

import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.FreedGeneration;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.generation.KeepRequest;
import io.lamplighter.api.generation.KeptGeneration;
import io.lamplighter.api.generation.MachineGenerations;
import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.generation.RollbackRequest;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What is said of the generations of a machine. */
final class GenerationExamples {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final EnvironmentName TORCH = new EnvironmentName("torch");
    private static final MachineName MACHINE = new MachineName("gpu-07");
    private static final PlanId PLAN = new PlanId("ab".repeat(32));

    private static final Generation GENERATION = new Generation(
            new GenerationName("abababababab-2"),
            PLAN,
            new LockDigest(PLAN.value()),
            "torch 2.10.0 cu126",
            NOON,
            false,
            NOON,
            NOON.plusSeconds(60),
            Cause.NEW_PLAN,
            Cause.ALTERED,
            5_200_000_000L,
            List.of("python3 (4711, by its arguments)"),
            1,
            "files were changed by hand: missing bin/pip");
    private static final String GENERATION_JSON = """
            {"name": "abababababab-2", "plan": "%s", "lock": "%s", "candidate": "torch 2.10.0 cu126",
             "verifiedAt": "2026-11-23T12:00:00Z", "current": false, "activeFrom": "2026-11-23T12:00:00Z",
             "activeUntil": "2026-11-23T12:01:00Z", "cause": "NEW_PLAN", "replaced": "ALTERED", "bytes": 5200000000,
             "usedBy": ["python3 (4711, by its arguments)"], "users": 1,
             "drift": "files were changed by hand: missing bin/pip"}""".formatted(PLAN, PLAN);

    private static final OfEnvironment OF_ENVIRONMENT = new OfEnvironment(TORCH, List.of(GENERATION));
    private static final String OF_ENVIRONMENT_JSON = """
            {"environment": "torch", "generations": [%s]}""".formatted(GENERATION_JSON);

    private static final FreedGeneration FREED =
            new FreedGeneration(TORCH, new GenerationName("abababababab-1"), 5_100_000_000L, NOON);
    private static final String FREED_JSON = """
            {"environment": "torch", "generation": "abababababab-1", "bytes": 5100000000,
             "at": "2026-11-23T12:00:00Z"}""";

    private static final GenerationsReport REPORT = new GenerationsReport(List.of(OF_ENVIRONMENT), List.of(FREED), 2);
    private static final String REPORT_JSON = """
            {"environments": [%s], "freed": [%s], "unknownProcesses": 2}""".formatted(OF_ENVIRONMENT_JSON, FREED_JSON);

    static final Rollback ROLLBACK =
            new Rollback(new GenerationName("abababababab-1"), "operator", "jobs of room b12 fail", NOON);
    static final String ROLLBACK_JSON = """
            {"generation": "abababababab-1", "by": "operator", "reason": "jobs of room b12 fail",
             "at": "2026-11-23T12:00:00Z"}""";

    private static final KeptGeneration KEPT =
            new KeptGeneration(new GenerationName("abababababab-2"), NOON, "operator");
    private static final String KEPT_JSON = """
            {"generation": "abababababab-2", "until": "2026-11-23T12:00:00Z", "by": "operator"}""";

    private GenerationExamples() {}

    static Stream<WireExample> all() {
        return Stream.of(
                WireExample.of(GENERATION, GENERATION_JSON),
                WireExample.of(OF_ENVIRONMENT, OF_ENVIRONMENT_JSON),
                WireExample.of(FREED, FREED_JSON),
                WireExample.of(REPORT, REPORT_JSON),
                WireExample.of(
                        new GenerationsView(MACHINE, TORCH, NOON, 2, List.of(GENERATION), ROLLBACK, List.of(KEPT)),
                        """
                        {"machine": "gpu-07", "environment": "torch", "reportedAt": "2026-11-23T12:00:00Z",
                         "unknownProcesses": 2, "generations": [%s], "rollback": %s, "kept": [%s]}""".formatted(GENERATION_JSON, ROLLBACK_JSON, KEPT_JSON)),
                WireExample.of(ROLLBACK, ROLLBACK_JSON),
                WireExample.of(KEPT, KEPT_JSON),
                WireExample.of(new RollbackRequest("2", "jobs of room b12 fail"), """
                        {"to": "2", "reason": "jobs of room b12 fail"}"""),
                WireExample.of(new KeepRequest(NOON), """
                        {"until": "2026-11-23T12:00:00Z"}"""),
                WireExample.of(new MachineGenerations(MACHINE, NOON, REPORT), """
                        {"machine": "gpu-07", "reportedAt": "2026-11-23T12:00:00Z", "report": %s}""".formatted(REPORT_JSON)));
    }
}
