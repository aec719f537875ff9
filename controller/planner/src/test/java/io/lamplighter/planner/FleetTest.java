package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.DriverSystem;
import io.lamplighter.planner.catalog.GpuCode;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every machine of a grid of drivers and GPUs, whatever the golden cases say. */
class FleetTest {
    private static final Planner PLANNER = Planner.shipped();
    private static final Planner ANOTHER = Planner.shipped();
    private static final Environment ENVIRONMENT = environment("all");
    private static final Catalog CATALOG = Catalog.shipped();
    private static final List<String> DRIVERS = List.of(
            "390.157",
            "418.39",
            "440.33.01",
            "450.80.02",
            "470.82.01",
            "495.29.05",
            "510.39.01",
            "525.60.12",
            "525.60.13",
            "535.104.05",
            "550.54.15",
            "570.26",
            "580.65.05",
            "580.65.06",
            "590.48.01",
            "595.71.05",
            "610.57.04");
    private static final List<List<String>> GPUS = List.of(
            List.of("3.5"),
            List.of("3.7"),
            List.of("5.0"),
            List.of("5.2"),
            List.of("6.1"),
            List.of("7.0"),
            List.of("7.5"),
            List.of("8.0"),
            List.of("8.6"),
            List.of("8.9"),
            List.of("9.0"),
            List.of("10.0"),
            List.of("12.0"),
            List.of("12.1"),
            List.of("5.2", "8.6"),
            List.of("6.1", "12.0"),
            List.of("7.0", "7.5"),
            List.of("8.6", "12.0"),
            List.of("7.5", "9.0", "12.0"));

    record Machine(String driver, List<String> gpus) {
        PlanningFacts facts() {
            return new PlanningFacts(
                    "linux",
                    "x86_64",
                    "2.36",
                    new CudaState.Loaded(driver, null),
                    gpus.stream()
                            .map(gpu -> new PlanningFacts.Gpu("card", ComputeCapability.parse(gpu)))
                            .toList(),
                    List.of("3.8.18", "3.11.2", "3.13.1"),
                    List.of(
                            new SourceReading(Source.PYPI, true, List.of(), null),
                            new SourceReading(Source.PYTORCH, true, List.of(), null)));
        }
    }

    static Stream<Machine> machines() {
        return DRIVERS.stream().flatMap(driver -> GPUS.stream().map(gpus -> new Machine(driver, gpus)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void getsACudaBuildThatDriverAndGpusRunOrAReason(Machine machine) {
        Decision decision = PLANNER.decide(ENVIRONMENT, BuiltInSources.ofPip(), machine.facts());

        switch (decision.resolution()) {
            case Resolution.Resolved(Plan plan) -> {
                assertThat(candidates(plan))
                        .isNotEmpty()
                        .hasSizeLessThanOrEqualTo(5)
                        .allSatisfy(candidate -> runs(candidate, machine));
                assertThat(chosen(decision))
                        .singleElement()
                        .extracting(Considered::name)
                        .isEqualTo(candidates(plan).getFirst().name());
                assertThat(plan.only(Step.Verify.class).cudaRequired()).isTrue();
            }
            case Resolution.Rejected(List<Reason> reasons, String _) -> {
                assertThat(reasons).isNotEmpty();
                assertThat(chosen(decision)).isEmpty();
                assertThat(decision.explanation().candidates()).isNotEmpty().allMatch(line -> line.rule() != null);
            }
            case Resolution.Undecided undecided -> throw new AssertionError(undecided.toString());
        }
    }

    @Test
    void isProvedOnTheGpusThatCountAndNoOthers() {
        Machine machine = new Machine("580.65.06", List.of("3.5", "9.0"));
        Environment scoped = environment(">=7.0");

        Decision decision = PLANNER.decide(scoped, BuiltInSources.ofPip(), machine.facts());

        assertThat(decision.resolution())
                .isInstanceOfSatisfying(
                        Resolution.Resolved.class,
                        resolved -> assertThat(
                                        resolved.plan().only(Step.Verify.class).gpus())
                                .isEqualTo(GpuScope.parse(">=7.0")));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void isDecidedAlikeEveryTime(Machine machine) {
        Decision decision = PLANNER.decide(ENVIRONMENT, BuiltInSources.ofPip(), machine.facts());

        assertThat(ANOTHER.decide(ENVIRONMENT, BuiltInSources.ofPip(), machine.facts()))
                .isEqualTo(decision);
    }

    private static void runs(Candidate candidate, Machine machine) {
        BuildName build =
                new BuildName(candidate.name().substring(candidate.name().lastIndexOf(' ') + 1));
        CudaVersion cuda = CudaVersion.of(build).orElseThrow();
        assertThat(DottedVersion.parse(machine.driver()))
                .isGreaterThanOrEqualTo(
                        CATALOG.drivers().minimum(cuda, DriverSystem.LINUX).orElseThrow());
        GpuCode code = CATALOG.builds("linux-x86_64").stream()
                .filter(each -> each.name().equals(candidate.name()))
                .map(TorchBuild::code)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
        assertThat(machine.gpus())
                .map(ComputeCapability::parse)
                .allSatisfy(gpu -> assertThat(code.gpus())
                        .anyMatch(built -> built.major() == gpu.major() && built.minor() <= gpu.minor()));
    }

    private static List<Candidate> candidates(Plan plan) {
        return plan.only(Step.Solve.class).candidates();
    }

    private static List<Considered> chosen(Decision decision) {
        return decision.explanation().candidates().stream()
                .filter(line -> line.verdict() == Verdict.CHOSEN)
                .toList();
    }

    private static Environment environment(String gpus) {
        try {
            List<Manifest> read = ManifestReader.read("environment.yaml", """
                    apiVersion: lamplighter.io/v1
                    kind: Environment
                    metadata: {name: torch}
                    spec:
                      python: ">=3.8"
                      gpus: "%s"
                      stages:
                      - {name: framework, packages: [torch, torchvision]}
                    """.formatted(gpus));
            return (Environment) read.getFirst();
        } catch (ManifestException e) {
            throw new AssertionError(e);
        }
    }
}
