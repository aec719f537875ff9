package io.lamplighter.planner;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.HealthCheck;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Compute;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.DriverSystem;
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
     * @param system whose driver versions count
     * @param ofDriver the newest CUDA that the driver says it supports; absent where it did not say
     */
    record Gpus(
            List<PlanningFacts.Gpu> counted,
            DriverSystem system,
            DottedVersion driver,
            @Nullable CudaVersion ofDriver,
            Compute compute)
            implements Target {
        public Gpus {
            counted = List.copyOf(counted);
        }

        Gpus counting(List<PlanningFacts.Gpu> fewer) {
            return new Gpus(fewer, system, driver, ofDriver, compute);
        }
    }

    /** Whether it is GPUs. */
    default boolean isOnGpus() {
        return this instanceof Gpus;
    }

    /**
     * It cannot be told, or the machine does not have what is asked for.
     *
     * @param remedy what helps where nothing can be built for the processor instead; absent where nothing does
     */
    record Refused(Refusal refusal, @Nullable String remedy) implements Target {}

    static Target of(Compute compute, GpuScope scope, PlanningFacts facts) {
        if (compute.isCpu()) {
            return new Processor("the spec asks for compute: cpu");
        }
        return switch (facts.driver()) {
            case CudaState.Blocked blocked -> blocked(blocked);
            case CudaState.Absent() -> withoutDriver(compute, facts.gpus(), "this machine has no NVIDIA GPU");
            case CudaState.OtherVendor(String vendor, String model) ->
                withoutDriver(
                        compute,
                        facts.gpus(),
                        "this machine has no NVIDIA GPU; builds for its " + vendor + " " + model + " are not planned");
            case CudaState.Working working -> {
                Optional<DottedVersion> driver = DottedVersion.find(working.version());
                yield driver.isEmpty()
                        ? unknown(
                                HealthCheck.DRIVER_UNKNOWN.id(),
                                "its version reads \"" + working.version() + "\"",
                                HealthCheck.DRIVER_UNKNOWN.remedy())
                        : withDriver(compute, scope, facts, working, driver.get());
            }
        };
    }

    private static Refused blocked(CudaState.Blocked blocked) {
        return unknown(
                CudaState.idOf(blocked),
                Objects.requireNonNullElse(blocked.reason(), "the agent gave no reason"),
                blocked.check().orElse(HealthCheck.DRIVER_UNKNOWN).remedy());
    }

    private static Target withoutDriver(Compute compute, List<PlanningFacts.Gpu> gpus, String because) {
        if (!gpus.isEmpty()) {
            return unknown(
                    HealthCheck.DRIVER_NOT_LOADED.id(),
                    "there is " + names(gpus) + ", and no driver",
                    HealthCheck.DRIVER_NOT_LOADED.remedy());
        }
        return compute.isAuto()
                ? new Processor(because)
                : new Refused(
                        new Refusal(
                                new Reason(
                                        ComputeRule.ID,
                                        "the spec asks for compute: " + compute + "; " + because,
                                        because),
                                "compute: auto takes a build for the processor here"),
                        null);
    }

    private static Target withDriver(
            Compute compute, GpuScope scope, PlanningFacts facts, CudaState.Working working, DottedVersion driver) {
        if (facts.gpus().isEmpty()) {
            return unknown(
                    HealthCheck.GPU_COUNT.id(),
                    "driver " + driver + " is loaded and lists no GPU",
                    HealthCheck.GPU_COUNT.remedy());
        }
        List<PlanningFacts.Gpu> counted =
                facts.gpus().stream().filter(scope::counts).toList();
        if (counted.isEmpty()) {
            return new Refused(
                    new Refusal(
                            new Reason(
                                    "gpus",
                                    "gpus: \"" + scope + "\" counts no GPU of this machine: " + names(facts.gpus()),
                                    names(facts.gpus())),
                            "write gpus: all, or compute: cpu for a build without GPUs"),
                    "write gpus: all");
        }
        String cuda = working.cuda();
        return new Gpus(
                counted,
                DriverSystem.of(facts.os(), working),
                driver,
                cuda == null ? null : CudaVersion.find(cuda).orElse(null),
                compute);
    }

    private static Refused unknown(String check, String seen, String remedy) {
        String shown = remedy + " (`lamplighter-agent doctor` shows " + check + ")";
        return new Refused(
                new Refusal(
                        new Reason(check, "what the GPUs can run is not known (" + check + "): " + seen, seen),
                        shown + "; or write compute: cpu"),
                shown);
    }

    private static String names(List<PlanningFacts.Gpu> gpus) {
        return gpus.stream().map(FactLines::name).distinct().collect(Collectors.joining(", "));
    }
}
