package io.lamplighter.planner;

import io.lamplighter.api.machine.Driver;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Compute;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What torch shall compute on, decided by spec and machine before any build is looked at. */
sealed interface Target {
    /**
     * The processor.
     *
     * @param because why, without a full stop
     */
    record Processor(String because) implements Target {}

    /**
     * GPUs, each of which must be able to run the build.
     *
     * @param ofDriver the newest CUDA that the driver says it supports; absent where it did not say
     */
    record Gpus(
            List<PlanningFacts.Gpu> counted,
            DottedVersion driver,
            @Nullable CudaVersion ofDriver,
            Compute compute) implements Target {
        public Gpus {
            counted = List.copyOf(counted);
        }

        boolean allows(CudaVersion cuda) {
            return compute.cuda().contains(Pep440Version.parse(cuda.toString()));
        }
    }

    /** It cannot be told, or the machine does not have what is asked for. */
    record Refused(Refusal refusal) implements Target {}

    static Target of(Compute compute, GpuScope scope, PlanningFacts facts) {
        if (compute.isCpu()) {
            return new Processor("the spec asks for compute: cpu");
        }
        return switch (facts.driver()) {
            case Driver.Unknown(String check, String reason) ->
                unknown(
                        Objects.requireNonNullElse(check, "driver.unknown"),
                        Objects.requireNonNullElse(reason, "the agent gave no reason"));
            case Driver.Absent() -> withoutDriver(compute, facts.gpus());
            case Driver.Loaded(String version, String cuda) -> {
                Optional<DottedVersion> driver = DottedVersion.find(version);
                yield driver.isEmpty()
                        ? unknown("driver.version_mismatch", "its version reads \"" + version + "\"")
                        : withDriver(compute, scope, facts.gpus(), driver.get(), cuda);
            }
        };
    }

    private static Target withoutDriver(Compute compute, List<PlanningFacts.Gpu> gpus) {
        if (!gpus.isEmpty()) {
            return unknown("driver.not_loaded", "there is " + names(gpus) + ", and no driver");
        }
        return compute.isAuto()
                ? new Processor("this machine has no NVIDIA GPU")
                : refused(
                        "the spec asks for compute: " + compute + "; this machine has no NVIDIA GPU",
                        "compute: auto takes a build for the processor here");
    }

    private static Target withDriver(
            Compute compute,
            GpuScope scope,
            List<PlanningFacts.Gpu> gpus,
            DottedVersion driver,
            @Nullable String cuda) {
        if (gpus.isEmpty()) {
            return unknown("gpu.count", "driver " + driver + " is loaded and lists no GPU");
        }
        List<PlanningFacts.Gpu> counted = gpus.stream()
                .filter(gpu -> scope.counts(gpu.computeCapability()))
                .toList();
        if (counted.isEmpty()) {
            return refused(
                    "gpus: \"" + scope + "\" counts no GPU of this machine: " + names(gpus),
                    "write gpus: all, or compute: cpu for a build without GPUs");
        }
        return new Gpus(
                counted, driver, cuda == null ? null : CudaVersion.find(cuda).orElse(null), compute);
    }

    private static Refused unknown(String check, String reason) {
        return refused(
                "what the GPUs can run is not known (" + check + "): " + reason,
                "settle " + check + " on the machine (`lamplighter-agent doctor` shows it), or write compute: cpu");
    }

    private static Refused refused(String reason, String nearest) {
        return new Refused(new Refusal(reason, nearest));
    }

    private static String names(List<PlanningFacts.Gpu> gpus) {
        return gpus.stream().map(FactLines::name).distinct().collect(Collectors.joining(", "));
    }
}
