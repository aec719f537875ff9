package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.Explanation.Considered;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchAdviceTest {
    private static final Planner PLANNER = Planner.shipped();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            470.82.01, 7.5, torch 2.7.1 cu118,  torch 2.8.0 cu128,  'driver 470.82.01 runs CUDA 11 builds at most; cu128 needs 525.60.13'
            580.95.05, 6.1, torch 2.14.1 cu126, torch 2.15.0 cu132, 'no code for card (6.1); built for 7.5, 8.0, 8.6, 9.0, 10.0, 12.0'
            595.71.05, 7.5, torch 2.15.0 cu132, -,                  -
            """)
    void namesTheNewestThatRunsAndWhyNoNewerOne(
            String driver, String gpu, String newest, @Nullable String newer, @Nullable String because) {
        TorchAdvice advice = PLANNER.advise(facts(new CudaState.Loaded(driver, null), List.of(gpu), List.of()));

        assertThat(names(advice.newest())).containsExactly(newest);
        Considered passedOver = advice.newer();
        assertThat(names(passedOver)).isEqualTo(newer == null ? List.of() : List.of(newer));
        assertThat(passedOver == null ? null : passedOver.because()).isEqualTo(because);
    }

    @Test
    void prefersACpuBuildWithoutAGpuAndNamesWhatTheNewerOneIs() {
        TorchAdvice advice = PLANNER.advise(facts(new CudaState.Absent(), List.of(), List.of()));

        assertThat(names(advice.newest())).containsExactly("torch 2.14.1 cpu");
        assertThat(names(advice.newer())).containsExactly("torch 2.15.0 cu132");
    }

    @Test
    void believesTheMachineAboutASourceThatItCannotReach() {
        SourceReading unreachable = new SourceReading(Source.PYTORCH, false, List.of(), "connection refused");

        TorchAdvice advice = PLANNER.advise(facts(new CudaState.Absent(), List.of(), List.of(unreachable)));

        assertThat(names(advice.newest())).containsExactly("torch 2.15.0 cu132");
    }

    @Test
    void saysWhyNothingRuns() {
        TorchAdvice advice =
                PLANNER.advise(facts(new CudaState.Unknown("driver.version_mismatch", "reboot"), List.of(), List.of()));

        assertThat(advice.newest()).isNull();
        assertThat(advice.reasons()).singleElement().asString().contains("driver.version_mismatch");
    }

    private static List<String> names(@Nullable Considered considered) {
        return considered == null ? List.of() : List.of(considered.name());
    }

    private static PlanningFacts facts(CudaState driver, List<String> gpus, List<SourceReading> sources) {
        return new PlanningFacts(
                "linux",
                "x86_64",
                "2.36",
                driver,
                gpus.stream()
                        .map(gpu -> new PlanningFacts.Gpu("card", ComputeCapability.parse(gpu)))
                        .toList(),
                List.of("3.11.2"),
                sources);
    }
}
