package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Machines of a lab and what they get, written down by hand from sources outside the catalog; the file names them. */
class MachinesTest {
    private static final Map<String, Question> QUESTIONS = new ConcurrentHashMap<>();
    private static final String NONE = "none";

    @ParameterizedTest
    @CsvFileSource(resources = "/machines/machines.csv", useHeadersInDisplayName = true, nullValues = "-")
    void getWhatTheSourcesOfTheirRowSay(
            String machine,
            String platform,
            @Nullable String glibc,
            String driver,
            String gpus,
            String any,
            String of210,
            String of26,
            String of1131,
            String source) {
        PlanningFacts facts = facts(platform, glibc, driver, gpus);

        assertThat(source).isNotEmpty();
        gets(machine, "torch", facts, any);
        gets(machine, "torch==2.10.*", facts, of210);
        gets(machine, "torch==2.6.*", facts, of26);
        gets(machine, "torch==1.13.1", facts, of1131);
    }

    private static void gets(String machine, String torch, PlanningFacts facts, String expected) {
        Decision decision =
                QUESTIONS.computeIfAbsent(torch, MachinesTest::question).decide(facts);

        switch (decision.resolution()) {
            case Resolution.Resolved _ ->
                assertThat(chosen(decision.explanation()))
                        .as(machine + ", " + torch)
                        .isEqualTo(expected);
            case Resolution.Rejected(List<Reason> reasons, String _) ->
                assertThat(reasons)
                        .as(machine + ", " + torch)
                        .extracting(reason -> "no: " + reason.id())
                        .contains(expected);
            case Resolution.Undecided undecided -> throw new AssertionError(undecided.toString());
        }
    }

    private static String chosen(Explanation explanation) {
        Considered first = explanation.candidates().getFirst();
        assertThat(first.verdict()).isEqualTo(Verdict.CHOSEN);
        return first.torch() + " " + first.build();
    }

    private static PlanningFacts facts(String platform, @Nullable String glibc, String driver, String gpus) {
        int dash = platform.indexOf('-');
        return new PlanningFacts(
                platform.substring(0, dash),
                platform.substring(dash + 1),
                glibc,
                state(driver),
                gpus.equals(NONE)
                        ? List.of()
                        : Stream.of(gpus.split(" ", -1))
                                .map(gpu -> new PlanningFacts.Gpu("card", ComputeCapability.parse(gpu)))
                                .toList(),
                List.of("3.8.18", "3.10.14", "3.12.3"),
                List.of(
                        new SourceReading(Source.PYPI, true, List.of(), null),
                        new SourceReading(Source.PYTORCH, true, List.of(), null)));
    }

    private static CudaState state(String driver) {
        if (driver.equals(NONE)) {
            return new CudaState.Absent();
        }
        if (driver.equals("AMD") || driver.equals("Intel")) {
            return new CudaState.OtherVendor(driver, "card");
        }
        String wsl = "wsl ";
        String[] parts =
                driver.substring(driver.startsWith(wsl) ? wsl.length() : 0).split("/", -1);
        String cuda = parts.length > 1 ? parts[1] : null;
        return driver.startsWith(wsl) ? new CudaState.Wsl(parts[0], cuda) : new CudaState.Loaded(parts[0], cuda);
    }

    private static Question question(String torch) {
        return Planner.shipped().question(environment(torch), BuiltInSources.ofPip());
    }

    private static Environment environment(String torch) {
        try {
            return (Environment) ManifestReader.read("environment.yaml", """
                            apiVersion: lamplighter.io/v1
                            kind: Environment
                            metadata: {name: torch}
                            spec:
                              python: ">=3.7"
                              stages: [{name: framework, packages: ["%s"]}]
                            """.formatted(torch))
                    .getFirst();
        } catch (ManifestException e) {
            throw new AssertionError(e);
        }
    }
}
