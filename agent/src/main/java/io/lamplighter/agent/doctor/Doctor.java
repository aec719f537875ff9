package io.lamplighter.agent.doctor;

import io.lamplighter.agent.health.Finding;
import io.lamplighter.agent.health.Severity;
import io.lamplighter.agent.health.Status;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.NvidiaReading.LookedUp;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.HealthCheck;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.TorchAdvice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says of a machine what is wrong with it, and which PyTorch runs on it. */
public final class Doctor {
    private Doctor() {}

    /**
     * Looks at what was read.
     *
     * @param gpus in their places, with what the facts do not tell of them
     * @param findings of the health checks; those that the driver's state tells are not told twice
     * @param unread what could not be, and why: nothing is concluded from it
     */
    public static Diagnosis examine(
            MachineFacts facts, List<ListedGpu> gpus, List<Finding> findings, List<String> unread) {
        TorchAdvice torch = Planner.shipped().advise(facts.planning());
        return new Diagnosis(
                facts,
                lookedUp(gpus),
                torch,
                findings.stream().map(Doctor::checked).toList(),
                problems(facts, torch, told(findings, Status.Fail.class), unread),
                told(findings, Status.Warn.class));
    }

    private static Diagnosis.Checked checked(Finding finding) {
        return new Diagnosis.Checked(
                finding.check().id(),
                finding.gpu().orElse(null),
                finding.status().label(),
                finding.status().detail().isEmpty() ? null : finding.status().detail());
    }

    private static List<String> told(List<Finding> findings, Class<? extends Status> status) {
        return findings.stream()
                .filter(finding -> status.isInstance(finding.status()))
                .filter(finding -> HealthCheck.find(finding.check().id()).isEmpty())
                .filter(finding -> finding.check().severity() != Severity.INFO)
                .map(Finding::text)
                .toList();
    }

    private static Map<String, String> lookedUp(List<ListedGpu> gpus) {
        Map<String, String> found = new TreeMap<>();
        for (ListedGpu gpu : gpus) {
            LookedUp row = gpu.lookedUp();
            if (row != null) {
                found.put(
                        gpu.gpu().uuid(),
                        "PCI id 10de:" + row.id() + " (" + row.chip().name() + ")");
            }
        }
        return found;
    }

    private static List<String> problems(
            MachineFacts facts, TorchAdvice torch, List<String> failed, List<String> unread) {
        List<String> problems = new ArrayList<>();
        ofDriver(facts.driver()).ifPresent(problems::add);
        problems.addAll(failed);
        unread.forEach(each -> problems.add("this could not be read, try again: " + each));
        if (!unread.isEmpty()) {
            return problems;
        }
        if (facts.interpreters().isEmpty()) {
            problems.add("no Python was found that environments can be made from: install python3");
        }
        if (facts.host().glibc() == null) {
            problems.add("this system has no glibc, and no PyTorch is built for another C library");
        }
        if (problems.isEmpty() && torch.newest() == null) {
            problems.addAll(torch.reasons());
        }
        return problems;
    }

    /** A driver without a health check of its own says itself what can be done, where anything can. */
    private static Optional<String> ofDriver(CudaState driver) {
        return switch (driver) {
            case CudaState.Blocked blocked ->
                Optional.of(CudaState.idOf(blocked) + ": " + blocked.reason()
                        + blocked.check().map(check -> "; " + check.remedy()).orElse(""));
            case CudaState.RebootPending(String version, String _, String installed) -> {
                HealthCheck check = HealthCheck.DRIVER_MISMATCH_PENDING;
                yield Optional.of(
                        check.id() + ": " + version + " is loaded, " + installed + " is installed; " + check.remedy());
            }
            case CudaState.Loaded _, CudaState.Wsl _, CudaState.Absent _, CudaState.OtherVendor _ -> Optional.empty();
        };
    }
}
