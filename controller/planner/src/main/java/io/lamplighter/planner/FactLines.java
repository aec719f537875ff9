package io.lamplighter.planner;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.HealthCheck;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.name.SourceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read of a machine, a line each, for people. */
final class FactLines {
    private FactLines() {}

    static List<String> of(PlanningFacts facts, NamedSources sources, GpuScope scope) {
        List<String> lines = new ArrayList<>();
        lines.add(facts.os() + " " + facts.architecture() + glibc(facts));
        lines.add(
                facts.pythons().isEmpty()
                        ? "no Python that environments can be made from"
                        : "Python " + String.join(", ", facts.pythons()));
        lines.add(driver(facts.driver()));
        Map<PlanningFacts.Gpu, Integer> gpus = new LinkedHashMap<>();
        facts.gpus().forEach(gpu -> gpus.merge(gpu, 1, Integer::sum));
        gpus.forEach((gpu, count) -> lines.add("GPU " + name(gpu)
                + (count == 1 ? "" : " × " + count)
                + (scope.counts(gpu) ? "" : ", not counted: gpus: \"" + scope + "\"")));
        sources.all()
                .forEach(source -> lines.add(
                        source.isReachable()
                                ? "source " + source.name() + " can be reached" + carrying(source)
                                : source.whyUnreachable()));
        for (SourceName name : sources.unread()) {
            lines.add("source " + name + " has not been looked at");
        }
        return lines;
    }

    private static String glibc(PlanningFacts facts) {
        if (!facts.os().equals("linux")) {
            return "";
        }
        return facts.glibc() == null ? ", no glibc" : ", glibc " + facts.glibc();
    }

    /** {@code NVIDIA GeForce RTX 2080 (7.5)}. */
    static String name(PlanningFacts.Gpu gpu) {
        return gpu.model() + " (" + gpu.computeCapability() + ")";
    }

    private static String driver(CudaState driver) {
        return switch (driver) {
            case CudaState.Loaded(String version, String cuda) -> "driver " + version + ofCuda(cuda);
            case CudaState.RebootPending(String version, String cuda, String installed) ->
                "driver " + version + ofCuda(cuda) + ", and " + installed + " after the next boot ("
                        + HealthCheck.DRIVER_MISMATCH_PENDING.id() + ")";
            case CudaState.Wsl(String version, String cuda) -> "driver " + version + " of Windows" + ofCuda(cuda);
            case CudaState.Absent() -> "no NVIDIA driver";
            case CudaState.OtherVendor(String vendor, String model) -> "no NVIDIA GPU, but " + vendor + " " + model;
            case CudaState.Blocked blocked ->
                "driver not known (" + CudaState.idOf(blocked) + ")"
                        + (blocked.reason() == null ? "" : ": " + blocked.reason());
        };
    }

    private static String ofCuda(@Nullable String cuda) {
        return cuda == null ? "" : ", CUDA " + cuda;
    }

    private static String carrying(NamedSource source) {
        return source.builds().isEmpty() ? "" : ", carries " + String.join(", ", source.builds());
    }
}
