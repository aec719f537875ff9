package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import io.lamplighter.planner.RandomLab.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold for any machine and any environment; a failure names the case, whose seed is its number. */
class PlannerPropertiesTest {
    private static final Planner PLANNER = Planner.shipped();
    private static final List<Case> CASES = RandomLab.cases(800);
    private static final Map<Asks, Question> QUESTIONS = new ConcurrentHashMap<>();

    private record Asks(Environment environment, List<AvailableSource> sources) {}

    @Test
    void aResolvedPlanKeepsEveryConstraintThatTheRowsState() {
        TorchRows rows = TorchRows.shipped();

        List<List<String>> broken = CASES.stream()
                .flatMap(each -> plan(each).map(plan -> rows.brokenBy(plan, each.environment(), each.facts())))
                .filter(found -> !found.isEmpty())
                .toList();

        assertThat(broken).isEmpty();
        assertThat(CASES.stream().flatMap(PlannerPropertiesTest::plan).filter(TorchRows::hasTorchOfPip))
                .hasSizeGreaterThan(CASES.size() / 10);
    }

    @Test
    void aNewerDriverOfABranchThatServesTheGpusLosesNothing() {
        List<Case> lost = CASES.stream()
                .filter(each -> each.facts().driver() instanceof CudaState.Loaded
                        && plan(each).findAny().isPresent())
                .flatMap(PlannerPropertiesTest::withNewerDrivers)
                .filter(newer -> plan(newer).findAny().isEmpty())
                .toList();

        assertThat(lost).isEmpty();
    }

    private static Stream<Case> withNewerDrivers(Case each) {
        String driver = ((CudaState.Loaded) each.facts().driver()).version();
        List<PlanningFacts.Gpu> gpus = each.facts().gpus();
        return RandomLab.newerThan(driver, gpus).stream()
                .map(newer -> each.on(RandomLab.with(each.facts(), newer, gpus)));
    }

    @Test
    void aSourceThatIsAskedLastLosesNothing() {
        List<Case> lost = CASES.stream()
                .filter(each -> plan(each).findAny().isPresent())
                .flatMap(each -> Stream.of(Source.Type.PYPI, Source.Type.PYTORCH, Source.Type.CONDA)
                        .flatMap(type -> Stream.of(withAnother(each, type, true), withAnother(each, type, false))))
                .filter(more -> plan(more).findAny().isEmpty())
                .toList();

        assertThat(lost).isEmpty();
    }

    private static Case withAnother(Case each, Source.Type type, boolean reachable) {
        SourceName name = new SourceName("another");
        List<AvailableSource> sources = new ArrayList<>(each.sources());
        sources.add(new AvailableSource(name, type, "https://another.lab.example", List.of()));
        PlanningFacts facts = each.facts();
        List<SourceReading> readings = new ArrayList<>(facts.sources());
        readings.add(new SourceReading(name, reachable, List.of(), reachable ? null : "no route to host"));
        return new Case(
                each.environment(),
                sources,
                new PlanningFacts(
                        facts.os(),
                        facts.architecture(),
                        facts.glibc(),
                        facts.driver(),
                        facts.gpus(),
                        facts.pythons(),
                        readings));
    }

    @Test
    void theOrderOfGpusDoesNotMatter() {
        CASES.stream().filter(each -> each.facts().gpus().size() > 1).forEach(each -> {
            List<PlanningFacts.Gpu> shuffled = new ArrayList<>(each.facts().gpus());
            Collections.shuffle(shuffled, new Random(1));

            Resolution other = resolve(each.on(RandomLab.with(each.facts(), null, shuffled)));

            assertThat(essence(other)).as(each.toString()).isEqualTo(essence(resolve(each)));
        });
    }

    /** A rejection names one of several GPUs: which one is not of importance. */
    private static Object essence(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved resolved -> resolved;
            case Resolution.Rejected(List<Reason> reasons, String _) ->
                reasons.stream().map(Reason::id).toList();
            case Resolution.Undecided undecided -> undecided;
        };
    }

    @Test
    void theShortAnswerIsThatOfTheLongOne() {
        CASES.forEach(each -> assertThat(resolve(each))
                .as(each.toString())
                .isEqualTo(decide(each).resolution()));
    }

    @Test
    void theExplanationNamesEveryBuildOnceAndTheChoiceFirst() {
        TorchRows rows = TorchRows.shipped();

        CASES.stream()
                .filter(each -> rows.isExplained(decide(each).explanation()))
                .forEach(each -> {
                    Decision decision = decide(each);
                    List<Considered> lines = decision.explanation().candidates();

                    assertThat(lines)
                            .as(each.toString())
                            .extracting(line -> line.torch() + " " + line.build() + " of " + line.source())
                            .doesNotHaveDuplicates()
                            .containsExactlyInAnyOrderElementsOf(rows.allOf(each));
                    assertThat(lines.stream().filter(line -> line.verdict() == Verdict.CHOSEN))
                            .as(each.toString())
                            .extracting(Considered::name)
                            .isEqualTo(plan(each).map(TorchRows::choice).toList());
                });
    }

    @Test
    void aRejectionHasAReasonWithItsRuleAndAKnownId() {
        List<String> known = List.of(
                "driver.unknown",
                "gpu.lost",
                "platform",
                "python",
                "glibc",
                "source",
                "compute",
                "driver",
                "gpu",
                "gpus",
                "cudnn",
                "companion",
                "cuda-bound",
                "requirement");

        CASES.stream()
                .map(PlannerPropertiesTest::resolve)
                .filter(Resolution.Rejected.class::isInstance)
                .map(Resolution.Rejected.class::cast)
                .forEach(rejected -> assertThat(rejected.reasons())
                        .isNotEmpty()
                        .allSatisfy(reason -> assertThat(known).contains(reason.id()))
                        .allSatisfy(reason -> assertThat(reason.message()).isNotBlank()));
    }

    @Test
    void aMachineWithGpusComputesOnThemUnlessTheSpecSaysOtherwise() {
        List<Plan> onProcessor = CASES.stream()
                .filter(each -> !each.facts().gpus().isEmpty()
                        && !each.environment().spec().compute().isCpu())
                .flatMap(PlannerPropertiesTest::plan)
                .filter(plan -> TorchRows.choice(plan).endsWith(" cpu"))
                .toList();

        assertThat(onProcessor).isEmpty();
    }

    @Test
    void theAnswerIsTheSameFromSeveralThreads() throws Exception {
        List<Case> cases = CASES.subList(0, 200);
        List<Question> shared = cases.stream()
                .map(each -> PLANNER.question(each.environment(), each.sources()))
                .toList();
        List<Resolution> expected =
                cases.stream().map(PlannerPropertiesTest::resolve).toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<List<Resolution>> all = () -> {
                List<Resolution> answers = new ArrayList<>();
                for (int i = 0; i < cases.size(); i++) {
                    answers.add(shared.get(i).resolve(cases.get(i).facts()));
                }
                return answers;
            };
            for (Future<List<Resolution>> answers : threads.invokeAll(Collections.nCopies(8, all))) {
                assertThat(answers.get()).isEqualTo(expected);
            }
        }
    }

    private static Decision decide(Case each) {
        return question(each).decide(each.facts());
    }

    private static Resolution resolve(Case each) {
        return question(each).resolve(each.facts());
    }

    private static Question question(Case each) {
        return QUESTIONS.computeIfAbsent(
                new Asks(each.environment(), each.sources()),
                asks -> PLANNER.question(asks.environment(), asks.sources()));
    }

    private static Stream<Plan> plan(Case each) {
        return resolve(each) instanceof Resolution.Resolved(Plan plan) ? Stream.of(plan) : Stream.empty();
    }
}
