package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Compute;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.DriverSystem;
import io.lamplighter.planner.catalog.FileTag;
import io.lamplighter.planner.catalog.GpuCode;
import io.lamplighter.planner.catalog.Maturity;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeRuleTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            8.0 8.6, -,    8.9,  595.71.05, Holds[fact=8.6 code serves 8.9]
            8.0 8.6, -,    8.6,  595.71.05, Holds[fact=code for 8.6]
            8.6,     -,    8.0,  595.71.05, Fails
            8.6,     -,    9.0,  595.71.05, Fails
            8.6,     -,    8.7,  595.71.05, Fails
            8.7,     -,    8.7,  595.71.05, Holds[fact=code for 8.7]
            8.6,     8.0,  12.0, 595.71.05, Holds[fact=8.0 PTX serves 12.0]
            8.6,     9.0,  8.0,  595.71.05, Fails
            8.6,     8.0,  12.0, 580.95.05, Fails
            8.0,     8.0,  8.7,  595.71.05, Fails
            -,       -,    8.6,  595.71.05, NotKnown
            -,       -,    8.7,  595.71.05, Fails
            """)
    void takesCodeOfTheSameMajorExactCodeForIntegratedGpusAndPtxThatTheDriverTranslates(
            @Nullable String gpus, @Nullable String ptx, String gpu, String driver, String finding) {
        Target.Gpus target = new Target.Gpus(
                List.of(new PlanningFacts.Gpu("card", ComputeCapability.parse(gpu))),
                DriverSystem.LINUX,
                DottedVersion.parse(driver),
                null,
                new Compute("auto"));
        CodeRule rule = new CodeRule(
                target,
                new DriverRule(target, Catalog.shipped().drivers()),
                Catalog.shipped().drivers());

        Finding found = rule.judge(offer(gpus, ptx));

        assertThat(text(found)).startsWith(finding);
    }

    private static Offer offer(@Nullable String gpus, @Nullable String ptx) {
        List<ComputeCapability> built = gpus == null
                ? List.of()
                : Stream.of(gpus.split(" ")).map(ComputeCapability::parse).toList();
        GpuCode code = new GpuCode(
                "2.10",
                "linux-x86_64",
                Maturity.STABLE,
                built,
                List.of(),
                ptx == null ? null : ComputeCapability.parse(ptx),
                null,
                null);
        TorchBuild build = new TorchBuild(
                0,
                0,
                Pep440Version.parse("2.10.0"),
                Pep440Version.parse("2.10.0+cu132"),
                "cu132",
                CudaVersion.parse("13.2"),
                Source.Type.PYTORCH,
                null,
                null,
                List.of(PythonSeries.parse("3.11")),
                new FileTag("manylinux_2_28", DottedVersion.parse("2.28"), true, "test"),
                code,
                null,
                null);
        return new Offer(
                build,
                List.of(new NamedSource(
                        0,
                        new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, "https://tree.lab.example", List.of()),
                        new SourceReading(Source.PYTORCH, true, List.of(), null))),
                build.pythons());
    }

    private static String text(Finding finding) {
        return switch (finding) {
            case Finding.Holds(Finding.Words fact) -> "Holds[fact=" + fact.text() + "]";
            case Finding.NotKnown _ -> "NotKnown";
            case Finding.Fails _ -> "Fails";
        };
    }
}
