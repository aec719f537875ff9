package io.lamplighter.api.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactLabelTest {
    private static final List<PlanningFacts.Gpu> GPUS = List.of(
            new PlanningFacts.Gpu("NVIDIA T400", new ComputeCapability(7, 5)),
            new PlanningFacts.Gpu("NVIDIA RTX A4000", new ComputeCapability(8, 6)));

    @Test
    void hasOneValueForEachKindOfCard() {
        PlanningFacts facts = facts(new CudaState.Loaded("580.95.05", "13.0"), GPUS);

        assertThat(FactLabel.GPU.values(facts)).contains(Set.of("NVIDIA T400", "NVIDIA RTX A4000"));
        assertThat(FactLabel.COMPUTE_CAPABILITY.values(facts)).contains(Set.of("7.5", "8.6"));
        assertThat(FactLabel.DRIVER_BRANCH.values(facts)).contains(Set.of("580"));
        assertThat(FactLabel.OS.values(facts)).contains(Set.of("linux"));
        assertThat(FactLabel.ARCH.values(facts)).contains(Set.of("x86_64"));
    }

    @Test
    void tellsTheDriverThatIsLoadedAndNotTheOneOfTheNextBoot() {
        PlanningFacts facts = facts(new CudaState.RebootPending("570.86.15", "12.8", "580.95.05"), GPUS);

        assertThat(FactLabel.DRIVER_BRANCH.values(facts)).contains(Set.of("570"));
    }

    @ParameterizedTest
    @EnumSource(names = {"GPU", "COMPUTE_CAPABILITY", "DRIVER_BRANCH"})
    void knowsThatThereIsNoneAndKnowsNothingBehindABrokenDriver(FactLabel label) {
        assertThat(label.values(facts(new CudaState.Absent(), List.of()))).contains(Set.of());
        assertThat(label.values(facts(new CudaState.GpuLost("it fell off the bus"), GPUS)))
                .isEqualTo(Optional.empty());
    }

    private static PlanningFacts facts(CudaState driver, List<PlanningFacts.Gpu> gpus) {
        return new PlanningFacts("linux", "x86_64", "2.36", driver, gpus, List.of("3.11.2"), List.of());
    }
}
