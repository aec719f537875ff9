package io.lamplighter.agent.installer;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine of a lab, which is not this one.
 *
 * @param system {@code linux-x86_64 2.36}: platform and glibc
 * @param driver {@code 580.95.05}; absent without a GPU
 * @param gpus compute capabilities, {@code 6.1 8.6}; absent without one
 * @param pythons whole versions
 */
record LabMachine(
        String system, @Nullable String driver, @Nullable String gpus, String pythons) {
    PlanningFacts facts(List<AvailableSource> sources) {
        return new PlanningFacts(
                platform().substring(0, platform().indexOf('-')),
                platform().substring(platform().indexOf('-') + 1),
                glibc(),
                driver == null ? new CudaState.Absent() : new CudaState.Loaded(driver, null),
                words(gpus)
                        .map(capability -> new PlanningFacts.Gpu("GPU", ComputeCapability.parse(capability)))
                        .toList(),
                words(pythons).toList(),
                sources.stream()
                        .map(source -> new SourceReading(source.name(), true, List.of(), null))
                        .toList());
    }

    /** The Python that an agent would take there. */
    String python(String specifiers) {
        Specifiers wanted = Specifiers.parse(specifiers);
        return words(pythons)
                .map(Pep440Version::parse)
                .filter(wanted::contains)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .toString();
    }

    /** What uv has to be told to solve for it from here. */
    String uvPlatform() {
        return switch (platform()) {
            case "windows-x86_64" -> "x86_64-pc-windows-msvc";
            case "linux-aarch64" ->
                "aarch64-manylinux_" + String.valueOf(glibc()).replace('.', '_');
            default -> "x86_64-manylinux_" + String.valueOf(glibc()).replace('.', '_');
        };
    }

    private String platform() {
        return words(system).findFirst().orElseThrow();
    }

    private @Nullable String glibc() {
        return words(system).skip(1).findFirst().orElse(null);
    }

    private static Stream<String> words(@Nullable String text) {
        return text == null ? Stream.empty() : Stream.of(text.split(" ", -1));
    }
}
