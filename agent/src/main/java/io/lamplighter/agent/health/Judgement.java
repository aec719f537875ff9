package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.health.HealthCheckRow.Rule.OfEnvironment;
import io.lamplighter.agent.health.HealthCheckRow.Rule.OfGpu;
import io.lamplighter.agent.health.HealthCheckRow.Rule.OfMachine;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.GpuState.Silent;
import io.lamplighter.agent.nvml.GpuState.Sleeping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Findings, and since when each problem has been there: a problem that must hold for a while is ok until it has.
 *
 * @param findings as they are said
 * @param since when each problem was first seen, said or not
 */
record Judgement(List<Finding> findings, Map<Subject, Instant> since) {
    static final Judgement NONE = new Judgement(List.of(), Map.of());

    Judgement {
        findings = List.copyOf(findings);
        since = Map.copyOf(since);
    }

    /** What is found now, as if everything had been so for ever. */
    static List<Finding> atOnce(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        for (HealthCheckRow row : HealthChecks.ALL) {
            if (evidence.limits().off().contains(row.id())) {
                continue;
            }
            switch (row.rule()) {
                case OfMachine(var judge) -> findings.add(new Finding(row, "", judge.apply(evidence)));
                case OfGpu(var judge) -> findings.addAll(ofGpus(row, judge, evidence));
                case OfEnvironment(var judge) -> findings.addAll(ofEnvironments(row, judge, evidence));
            }
        }
        return findings;
    }

    private static List<Finding> ofGpus(HealthCheckRow row, HealthCheckRow.GpuJudge judge, Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        for (GpuState state : evidence.states()) {
            switch (state) {
                case Sampled gpu -> findings.add(row.found(gpu.gpu(), judge.judge(evidence, gpu)));
                case Sleeping(var gpu) -> findings.add(row.found(gpu, new Status.Unknown("it is powered down")));
                case Silent(int _, var gpu, var why, int _) -> {
                    if (gpu != null) {
                        findings.add(row.found(gpu, new Status.Unknown("it answers " + why.label())));
                    }
                }
            }
        }
        UnseenGpus.nameless(evidence).ifPresent(status -> findings.add(new Finding(row, "", status)));
        if (findings.isEmpty()) {
            findings.add(new Finding(row, "", UnseenGpus.none(evidence)));
        }
        return findings;
    }

    private static List<Finding> ofEnvironments(
            HealthCheckRow row, BiFunction<Evidence, EnvironmentStatus, Status> judge, Evidence evidence) {
        return evidence.environments().isEmpty()
                ? List.of(new Finding(row, "", new Status.NotApplicable()))
                : evidence.environments().stream()
                        .map(each -> new Finding(row, each.environment().value(), judge.apply(evidence, each)))
                        .toList();
    }

    Judgement next(Evidence evidence) {
        List<Finding> said = new ArrayList<>();
        Map<Subject, Instant> problems = new HashMap<>();
        for (Finding found : atOnce(evidence)) {
            Subject subject = new Subject(found.check().id(), found.subject());
            if (found.status().isProblem()) {
                Instant first = since.getOrDefault(subject, evidence.now());
                problems.put(subject, first);
                boolean held = Duration.between(first, evidence.now())
                                .compareTo(found.check().hold().apply(evidence.limits()))
                        >= 0;
                said.add(held ? found : new Finding(found.check(), found.subject(), new Status.Ok()));
            } else {
                said.add(found);
            }
        }
        return new Judgement(said, problems);
    }

    /** A check, and what it looks at. */
    record Subject(String check, String of) {}
}
