package io.lamplighter.cli.output;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.PlanningFacts.Gpu;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What decides about a machine, as people read it. */
public final class MachineWords {
    private MachineWords() {}

    /** {@code 535.183.01 (CUDA 12.2)}, or what stands in the way, with its health check. */
    public static String driver(CudaState driver) {
        return switch (driver) {
            case CudaState.Working working ->
                working.version()
                        + (working.cuda() == null ? "" : " (CUDA " + working.cuda() + ")")
                        + (working instanceof CudaState.Wsl ? " of Windows" : "")
                        + (working instanceof CudaState.RebootPending pending
                                ? ", " + pending.installed() + " after the next boot"
                                : "");
            case CudaState.Absent() -> "absent";
            case CudaState.OtherVendor(String vendor, String model) -> "absent; the GPU is " + vendor + " " + model;
            case CudaState.Blocked blocked ->
                "unknown" + (blocked.reason() == null ? "" : ": " + blocked.reason()) + " (" + CudaState.idOf(blocked)
                        + ")";
        };
    }

    /** {@code linux-x86_64, glibc 2.35, driver 535.183.01, 2 x NVIDIA GeForce RTX 3090 (8.6)}. */
    public static String facts(PlanningFacts facts) {
        return Stream.of(
                        Stream.of(facts.platform()),
                        Stream.ofNullable(facts.glibc()).map(glibc -> "glibc " + glibc),
                        Stream.of("driver " + driver(facts.driver())),
                        gpus(facts))
                .flatMap(words -> words)
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> gpus(PlanningFacts facts) {
        Map<String, Long> counts = facts.gpus().stream()
                .collect(Collectors.groupingBy(MachineWords::gpu, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> (count.getValue() == 1 ? "" : count.getValue() + " x ") + count.getKey());
    }

    private static String gpu(Gpu gpu) {
        return gpu.model() + " (" + gpu.computeCapability() + ")";
    }
}
