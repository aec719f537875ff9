package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.RunReport.Download;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.api.wire.Assignment.Retiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values that tests of this package share. */
final class Samples {
    static final EnvironmentName LAB = new EnvironmentName("lab");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Interpreter PYTHON = new Interpreter("3.11.2", "/usr/bin/python3.11");
    static final PlanId PLAN = new PlanId(Sha256.of("plan").hex());
    static final GenerationName FIRST = new GenerationName(PLAN.abbreviated() + "-1");
    static final CheckResult PASSED = check("imports", Result.PASSED);
    static final Choice CHOICE = new Choice(
            "as asked",
            List.of(),
            new LockDigest(Sha256.of("lock").hex()),
            new Download(1, 1000),
            List.of(new InstalledPackage("numpy", "2.4")));

    private Samples() {}

    static Run run() {
        RunId id = new RunId("01936f1e-0000-7000-8000-000000000001");
        return Run.begin(id, LAB, PLAN, 1, List.of("framework", "science"), NOON);
    }

    static CheckResult check(String name, Result result) {
        return new CheckResult(name, result, "as it was seen", Duration.ofSeconds(1));
    }

    static Event broke(String id) {
        Diagnosis diagnosis = Catalogue.named(id, "");
        return new Event.Broke(diagnosis, diagnosis.failure(""), List.of());
    }

    /** A plan of one stage a requirement; what is in the variable makes it another plan. */
    static PlanDocument plan(String variable, String... requirements) {
        return plan(variable, List.of(), requirements);
    }

    static PlanDocument plan(EnvironmentName environment, String variable, String... requirements) {
        return plan(environment, variable, List.of(), requirements);
    }

    static PlanDocument plan(String variable, List<Check> checks, String... requirements) {
        return plan(LAB, variable, checks, requirements);
    }

    /** One whose proof is that it computes on the machine's GPUs. */
    static PlanDocument planForGpus(String variable, String... requirements) {
        return plan(LAB, variable, new Step.Verify(List.of(), true), requirements);
    }

    private static PlanDocument plan(
            EnvironmentName environment, String variable, List<Check> checks, String... requirements) {
        return plan(environment, variable, new Step.Verify(checks, false), requirements);
    }

    private static PlanDocument plan(
            EnvironmentName environment, String variable, Step.Verify proof, String... requirements) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.CreateEnvironment(">=3.9"));
        steps.add(new Step.Solve(
                List.of(requirements), List.of(new Candidate("as asked", List.of(), Map.of())), Source.PYPI));
        Stream.of(requirements)
                .forEach(each -> steps.add(new Step.Install("stage-" + each.replaceAll("\\W.*", ""), List.of(each))));
        steps.add(proof);
        steps.add(new Step.Expose(true, Map.of(new VariableName("LAB"), variable)));
        return PlanDocument.of(new Plan(Plan.FORMAT, environment, steps));
    }

    static Assignment assignment(long revision, List<AvailableSource> sources, PlanDocument plan) {
        return new Assignment(revision, sources, List.of(AssignedEnvironment.of(LAB, plan)), List.of());
    }

    /** As an operator wants it who goes back. */
    static Assignment pinned(long revision, PlanDocument plan, GenerationName generation) {
        return new Assignment(
                revision, List.of(), List.of(AssignedEnvironment.of(LAB, plan).pinnedTo(generation)), List.of());
    }

    static Assignment retiring(long revision, Instant removeAfter) {
        return new Assignment(revision, List.of(), List.of(), List.of(new Retiring(LAB, removeAfter)));
    }
}
