package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.versions.pep440.Pep440Version;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators deny is no candidate, and it is said why. */
class DeniedTest {
    private static final Planner PLANNER = Planner.shipped();

    @Test
    void choosesTheNextReleaseAndSaysWhy() {
        String before = choice(decide("torch"));
        String version = before.split(" ", -1)[1];

        Decision decision = decide("torch", "torch==" + version);

        assertThat(choice(decision)).isNotEqualTo(before).doesNotContain(" " + version + " ");
        assertThat(decision.explanation().candidates())
                .filteredOn(Considered::name, before)
                .singleElement()
                .extracting(Considered::because)
                .isEqualTo("torch " + version + " is denied: it crashes");
    }

    @Test
    void rejectsWhatAsksForADeniedReleaseAlone() {
        Decision decision = decide("torch==2.10.0", "torch==2.10.0");

        assertThat(decision.resolution()).isInstanceOfSatisfying(Resolution.Rejected.class, rejected -> {
            assertThat(rejected.reasons().getFirst().message()).contains("torch 2.10.0 is denied: it crashes");
            assertThat(rejected.nearest()).contains("lamp allow torch==2.10.0");
        });
    }

    @Test
    void choosesATorchWhoseCompanionIsNotDenied() {
        String before = choice(decide("torch\", \"torchvision"));

        Decision decision = decide("torch\", \"torchvision", companions(before));

        assertThat(choice(decision)).isNotEqualTo(before);
    }

    @Test
    void leavesPackagesToTheSolveThatNoPlanChooses() {
        assertThat(choice(decide("torch", "numpy==2.3.5"))).isEqualTo(choice(decide("torch")));
        assertThat(PLANNER.chooses("torchvision")).isTrue();
        assertThat(PLANNER.chooses("pytorch")).isTrue();
        assertThat(PLANNER.chooses("numpy")).isFalse();
    }

    private static String[] companions(String candidate) {
        String version = candidate.split(" ", -1)[1];
        return PLANNER.catalog().companions().serving("torchvision", Pep440Version.parse(version)).stream()
                .map(release -> "torchvision==" + release.version())
                .toArray(String[]::new);
    }

    private static String choice(Decision decision) {
        return ((Resolution.Resolved) decision.resolution()).plan().choice().orElseThrow();
    }

    private static Decision decide(String packages, String... denied) {
        Denials denials = new Denials(Stream.of(denied)
                .map(release -> new Denial(Release.parse(release), "it crashes", Instant.EPOCH))
                .toList());
        return PLANNER.question(environment(packages), BuiltInSources.ofPip(), denials)
                .decide(facts());
    }

    private static PlanningFacts facts() {
        return new PlanningFacts(
                "linux",
                "x86_64",
                "2.36",
                new CudaState.Absent(),
                List.of(),
                List.of("3.11.9"),
                List.of(
                        new SourceReading(Source.PYPI, true, List.of(), null),
                        new SourceReading(Source.PYTORCH, true, List.of(), null)));
    }

    private static Environment environment(String packages) {
        try {
            return (Environment) ManifestReader.read("environment.yaml", """
                            apiVersion: lamplighter.io/v1
                            kind: Environment
                            metadata: {name: torch}
                            spec:
                              python: "3.11"
                              stages: [{name: framework, packages: ["%s"]}]
                            """.formatted(packages))
                    .getFirst();
        } catch (ManifestException e) {
            throw new AssertionError(e);
        }
    }
}
