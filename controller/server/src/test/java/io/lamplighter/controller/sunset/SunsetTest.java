package io.lamplighter.controller.sunset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.Sunset;
import io.lamplighter.api.view.Sunset.Outlook;
import io.lamplighter.api.view.Sunset.Standing;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.peers.Crowd;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.planner.catalog.Catalog;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SunsetTest {
    private final String room = Operator.unique("room");

    @Inject
    Storage storage;

    @Inject
    MachineStore machines;

    @Test
    void tellsWhatTheNewestReleaseLacksAndWhichDriverIsTheLast() {
        String model = Operator.unique("NVIDIA GTX");
        TestAgent old = enrolled(new Gpu("GPU-1", model, new ComputeCapability(6, 1), 8_192));

        Outlook outlook = of(model);

        assertThat(outlook.standing()).isEqualTo(Standing.BEHIND);
        assertThat(outlook.who().machines()).isEqualTo(1);
        assertThat(outlook.who().examples()).containsExactly(new MachineName(old.name()));
        assertThat(outlook.newest()).startsWith("torch ");
        assertThat(outlook.newer()).startsWith("torch ").isNotEqualTo(outlook.newest());
        assertThat(outlook.because()).isNotEmpty();
        assertThat(outlook.lastDriverBranch()).isEqualTo(580);
        assertThat(outlook.lastCuda()).isEqualTo("13.0");
    }

    @Test
    void knowsNoEndOfWhatRunsTheNewestRelease() {
        String model = Operator.unique("NVIDIA RTX");
        enrolled(new Gpu("GPU-1", model, new ComputeCapability(8, 6), 16_384));

        Outlook outlook = of(model);

        assertThat(outlook.standing()).isEqualTo(Standing.CURRENT);
        assertThat(outlook.newer()).isNull();
        assertThat(outlook.lastDriverBranch()).isNull();
        assertThat(outlook.lastCuda()).isNull();
    }

    @Test
    void namesTheNewestReleaseWhereTooLittleIsKnownOfTheNext() {
        String model = Operator.unique("Tesla K");
        TestAgent.enrolledIn(
                room,
                TestFacts.withGpus("470.256.02", "11.4", new Gpu("GPU-1", model, new ComputeCapability(3, 7), 12_288)));

        Outlook outlook = of(model);

        assertThat(outlook.standing()).isEqualTo(Standing.BEHIND);
        assertThat(outlook.newest()).startsWith("torch ");
        assertThat(outlook.newer()).isNotNull();
        assertThat(outlook.because()).isNotEmpty();
    }

    @Test
    void isNotBehindWhereTheNewestReleaseRunsAndAnotherIsPreferred() {
        TestAgent.enrolledIn(room, TestFacts.withoutGpu());

        assertThat(all())
                .filteredOn(outlook ->
                        outlook.who().facts().equals(TestFacts.withoutGpu().planning()))
                .singleElement()
                .extracting(Outlook::standing)
                .isEqualTo(Standing.CURRENT);
    }

    @Test
    void takesTheOldestOfSeveralCards() {
        String model = Operator.unique("NVIDIA RTX");
        enrolled(
                new Gpu("GPU-1", model, new ComputeCapability(8, 6), 16_384),
                new Gpu("GPU-2", "Tesla K40", new ComputeCapability(3, 5), 12_288));

        assertThat(of(model).lastDriverBranch()).isEqualTo(470);
        assertThat(of(model).lastCuda()).isEqualTo("11.4");
    }

    @Test
    void saysWhyNothingRunsWhereNothingDoes() {
        TestAgent.enrolledIn(room, TestFacts.withBrokenDriver());

        assertThat(all())
                .filteredOn(outlook -> outlook.who()
                        .facts()
                        .equals(TestFacts.withBrokenDriver().planning()))
                .singleElement()
                .satisfies(outlook -> {
                    assertThat(outlook.standing()).isEqualTo(Standing.OVER);
                    assertThat(outlook.newest()).isNull();
                    assertThat(outlook.reasons()).singleElement().asString().contains("driver.version_mismatch");
                    assertThat(outlook.nearest()).isNotNull();
                });
    }

    @Test
    void beginsWithTheWorstAndAmongTheseWithTheMost() {
        Crowd.enrol(storage, machines, room, 40, 4);
        enrolled(new Gpu("GPU-1", Operator.unique("NVIDIA GTX"), new ComputeCapability(6, 1), 8_192));

        List<Outlook> outlooks = all();

        assertThat(outlooks).extracting(Outlook::standing).isSorted();
        assertThat(outlooks)
                .filteredOn(outlook -> outlook.standing() == Standing.CURRENT)
                .extracting(outlook -> -outlook.who().machines())
                .isSorted();
    }

    @Test
    void tellsHowManyGroupsAreLeftOut() {
        Crowd.enrol(storage, machines, room, 8, 4);

        Sunset sunset = get(1);

        assertThat(sunset.outlooks()).hasSize(1);
        assertThat(sunset.outlooksLeftOut()).isGreaterThanOrEqualTo(3);
        assertThat(sunset.machines()).isGreaterThanOrEqualTo(8);
        assertThat(sunset.catalogVersion()).isEqualTo(Catalog.shipped().version());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            linux,   535.183.01, 470, 11.4
            windows, 472.12,     470, 11.4
            """)
    void knowsTheCudaOfABranchOnEachSystem(String os, String driver, int branch, String cuda) {
        PlanningFacts facts = new PlanningFacts(
                os,
                "x86_64",
                null,
                new CudaState.Loaded(driver, null),
                List.of(new PlanningFacts.Gpu("Tesla K40", new ComputeCapability(3, 5))),
                List.of(),
                List.of());

        assertThat(DriverEnd.of(facts, Catalog.shipped().drivers())).contains(new DriverEnd(branch, cuda));
    }

    private TestAgent enrolled(Gpu... gpus) {
        return TestAgent.enrolledIn(room, TestFacts.withGpus(gpus));
    }

    private static Outlook of(String model) {
        return all().stream()
                .filter(outlook -> outlook.who().facts().gpus().stream()
                        .anyMatch(gpu -> gpu.model().equals(model)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Outlook> all() {
        return get(1_000).outlooks();
    }

    private static Sunset get(int limit) {
        try {
            return Wire.mapper()
                    .readValue(
                            Operator.request()
                                    .queryParam("limit", limit)
                                    .get("/api/v1/sunset")
                                    .then()
                                    .statusCode(200)
                                    .extract()
                                    .asString(),
                            Sunset.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
