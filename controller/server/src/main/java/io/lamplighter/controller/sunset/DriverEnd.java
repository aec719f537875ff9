package io.lamplighter.controller.sunset;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.DriverSystem;
import io.lamplighter.planner.catalog.Drivers;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last driver branch that serves every GPU of a machine.
 *
 * @param cuda the newest that the branch supports whole; absent where no row says
 */
record DriverEnd(int branch, @Nullable String cuda) {
    /** A branch supports the same CUDA on each system, and only on Linux are all its drivers numbered by it. */
    private static final String LAST_OF_BRANCH = ".999";

    /** Empty where no GPU has a known end. */
    static Optional<DriverEnd> of(PlanningFacts facts, Drivers drivers) {
        return facts.gpus().stream()
                .flatMap(gpu -> drivers.branchesOf(gpu.computeCapability()).stream())
                .flatMap(branches -> Stream.ofNullable(branches.last()))
                .min(Integer::compare)
                .map(branch -> new DriverEnd(
                        branch,
                        drivers.newestNative(DottedVersion.parse(branch + LAST_OF_BRANCH), DriverSystem.LINUX)
                                .map(CudaVersion::toString)
                                .orElse(null)));
    }
}
