package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.builder.Builder;
import io.lamplighter.agent.builder.BuilderAccount;
import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory in which agents are killed, each followed by another. */
final class KilledAgent {
    static final int SIGKILL = 128 + 9;

    private static final int PATIENCE_S = 180;
    private static final Set<String> OF_THE_TEST =
            Set.of("wanted.json", "agent.log", "said.log", "killed-inside", "rechecked.json");

    /** Names that uv makes of the path of what it builds. */
    private static final Pattern OF_ONE_BUILD = Pattern.compile("[0-9a-f]{16}(?=\\.(lock|msgpack)$)");

    private final Layout layout;
    private final @Nullable String account;
    private final List<AvailableSource> sources;
    private final Function<String, PlanDocument> plans;
    private long revision;

    private KilledAgent(
            Layout layout,
            @Nullable String account,
            List<AvailableSource> sources,
            Function<String, PlanDocument> plans) {
        this.layout = layout;
        this.account = account;
        this.sources = sources;
        this.plans = plans;
    }

    /** @param plans each another for another value of the variable LAB */
    static KilledAgent inUserMode(Layout layout, List<AvailableSource> sources, Function<String, PlanDocument> plans) {
        return new KilledAgent(layout, null, sources, plans);
    }

    /** Root's, which lets an account build. */
    static KilledAgent inSystemMode(
            Layout layout, String builder, List<AvailableSource> sources, Function<String, PlanDocument> plans) {
        return new KilledAgent(layout, builder, sources, plans);
    }

    /**
     * Kills one in a run of a new plan and lets another finish it; nothing else than that plan's generation is there in
     * the end.
     */
    void isFollowedByOneThatFinishesItsRun(boolean buildsAgain, String when, String where) throws Exception {
        GenerationName before = current();
        List<String> filesBefore = filesBeside(before);
        PlanDocument plan = plans.apply(when + " " + where);
        Assignment wanted = wanted(plan);
        int status = kill(wanted, when, where);
        boolean wasUsableThen = recordOf(current()).isPresent();

        List<RunReport> reports = converge(wanted).stream()
                .filter(report -> report.plan().equals(plan.id()))
                .toList();

        assertThat(status).isEqualTo(SIGKILL);
        assertThat(wasUsableThen).isTrue();
        assertThat(current()).isNotEqualTo(before);
        assertThat(recordOf(current()).orElseThrow().plan()).isEqualTo(plan.id());
        assertThat(reports.getLast().state()).isEqualTo(RunState.DONE);
        assertThat(reports)
                .extracting(RunReport::run)
                .containsOnly(reports.getLast().run());
        assertThat(reports.stream().anyMatch(each -> each.state() == RunState.BUILDING))
                .isEqualTo(buildsAgain);
        assertThat(generations()).allMatch(each -> recordOf(each).isPresent());
        assertThat(filesBeside(current())).isEqualTo(filesBefore);
        assertThat(TestMachine.run(layout.bin() + "/lab-python", "-c", "import greeting, os; print(os.environ['LAB'])"))
                .isEqualTo(when + " " + where);
    }

    Assignment wanted(PlanDocument plan) {
        return Samples.assignment(++revision, sources, plan);
    }

    Assignment pinned(PlanDocument plan, GenerationName generation) {
        return Samples.pinned(++revision, plan, generation);
    }

    /** Its exit status. */
    int kill(Assignment wanted, String... death) throws IOException, InterruptedException {
        Process agent = account == null
                ? AgentUnderTest.start(layout, write(wanted), death)
                : AgentUnderTest.startAsRoots(layout, account, write(wanted), death);
        try {
            assertThat(agent.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                    .as("it dies")
                    .isTrue();
            return agent.exitValue();
        } finally {
            agent.destroyForcibly();
        }
    }

    List<RunReport> converge(String variable) throws IOException, InterruptedException {
        return converge(wanted(plans.apply(variable)));
    }

    List<RunReport> converge(Assignment wanted) throws IOException, InterruptedException {
        List<RunReport> reports = new CopyOnWriteArrayList<>();
        Engine engine = engine(reports::add);
        engine.start();
        try {
            engine.act(wanted);
            await().atMost(PATIENCE_S, TimeUnit.SECONDS)
                    .until(() -> !reports.isEmpty()
                            && reports.getLast().state().isFinal()
                            && reports.getLast()
                                    .plan()
                                    .equals(wanted.environments().getFirst().plan()));
            return List.copyOf(reports);
        } finally {
            engine.stop();
        }
    }

    Engine engine(RunListener listener) throws IOException, InterruptedException {
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());
        WatchedCommands commands = TestMachine.commands(layout);
        return AgentUnderTest.engine(layout, builder(commands), commands, TestConfig.PATIENT, listener, journal);
    }

    private Builder builder(WatchedCommands commands) {
        return account == null ? new SameAccount(commands) : new BuilderAccount(layout, account, commands);
    }

    Path write(Assignment wanted) throws IOException {
        return Files.write(
                layout.root().resolve("wanted.json"), Wire.write(wanted).getBytes(UTF_8));
    }

    GenerationName current() throws IOException {
        return new GenerationName(
                String.valueOf(Files.readSymbolicLink(layout.current(LAB)).getFileName()));
    }

    List<GenerationName> generations() throws IOException {
        return new Generations(layout).all(LAB);
    }

    /**
     * All files of the agent but those of generations and of its cache, and those of one generation under its name. Of
     * what sealed generations share, what none of them has any more.
     */
    private List<String> filesBeside(GenerationName generation) throws IOException {
        builder(TestMachine.commands(layout)).tidy(); // as the agent does at its next look
        try (Stream<Path> files = Files.walk(layout.root())) {
            return files.filter(file -> !file.startsWith(layout.cache()))
                    .filter(file -> !file.startsWith(layout.generations(LAB))
                            || file.startsWith(layout.generation(LAB, generation)))
                    .filter(file -> !file.startsWith(layout.shared()) || isNobodys(file))
                    .filter(file -> !OF_THE_TEST.contains(String.valueOf(file.getFileName())))
                    .map(file -> layout.root().relativize(file).toString().replace(generation.value(), "GENERATION"))
                    .map(file -> OF_ONE_BUILD.matcher(file).replaceFirst("DIGITS"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isNobodys(Path shared) {
        try {
            return Files.isRegularFile(shared)
                    && Files.getAttribute(shared, "unix:nlink").equals(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<GenerationRecord> recordOf(GenerationName generation) {
        try {
            return new Generations(layout).record(LAB, generation);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
