package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static io.lamplighter.agent.execution.Samples.plan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.durable.PowerSupply;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is recorded write by write; then the power fails after each of them, and the machine starts again with what a
 * disk would hold. What nobody brought to disk is empty.
 */
class PowerLossTest {
    private static final String ANOTHER_BOOT = "00000000-0000-0000-0000-000000000000";
    private static final StubWheel GREETING = new StubWheel(
            "greeting", "1", List.of(), Map.of("greeting/__init__.py", "WORD = 'hello'\n".getBytes(UTF_8)));

    @TempDir
    Path folder;

    private Layout layout;

    @BeforeEach
    void haveADirectory() throws IOException, InterruptedException {
        layout = TestMachine.layout(folder);
    }

    @TestFactory
    Stream<DynamicTest> isSurvivedAfterEveryWrite() throws Exception {
        LocalIndex index = LocalIndex.start().add("pypi", GREETING);
        PlanDocument first = plan("first", "greeting");
        PlanDocument second = plan("second", "greeting");
        converge(assignment(1, index.sources(), first), commands());
        TestMachine.run("/bin/rm", "-r", layout.cache().toString()); // else nothing of it could be lost
        Assignment wanted = assignment(2, index.sources(), second);

        PowerSupply power = PowerSupply.watch(layout.root(), layout.tools(), PowerLossTest::isIndexOfTheCache);
        try (power) {
            converge(wanted, new Syncing(commands(), power));
        }

        assertThat(power.losses()).hasSizeGreaterThan(20);
        return power.losses().stream()
                .map(loss -> DynamicTest.dynamicTest(loss.toString(), () -> {
                    power.restore(loss);
                    bootAgain();
                    assertThat(saysHello()).as("what is in use at once").isTrue();

                    List<RunReport> reports = converge(wanted, commands());

                    assertThat(reports)
                            .allSatisfy(report -> assertThat(report.plan()).isEqualTo(second.id()));
                    assertThat(new Generations(layout)
                                    .current(LAB)
                                    .orElseThrow()
                                    .plan())
                            .isEqualTo(second.id());
                    assertThat(saysHello()).isTrue();
                    assertThat(new Generations(layout).all(LAB))
                            .allMatch(
                                    each -> isVerified(each) || reports.stream().anyMatch(PowerLossTest::failed));
                }))
                .onClose(index::close);
    }

    /** The worst that can happen: the cache still names files whose contents are lost. */
    private static boolean isIndexOfTheCache(Path name) {
        return name.startsWith("cache") && !name.toString().contains("archive-");
    }

    private boolean saysHello() throws IOException, InterruptedException {
        return TestMachine.run(layout.bin() + "/lab-python", "-c", "import greeting; print(greeting.WORD)")
                .equals("hello");
    }

    private boolean isVerified(GenerationName generation) {
        try {
            return new Generations(layout).record(LAB, generation).isPresent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean hasEnded(@Nullable RunReport run) {
        return run != null && run.state().isFinal();
    }

    private static boolean failed(RunReport report) {
        return report.state() == RunState.FAILED;
    }

    private List<RunReport> converge(Assignment wanted, WatchedCommands commands)
            throws IOException, InterruptedException {
        List<RunReport> reports = new CopyOnWriteArrayList<>();
        Engine engine = AgentUnderTest.engine(
                layout,
                commands,
                TestConfig.EAGER,
                reports::add,
                new FileJournal(layout, new ProcessGroups().bootId()));
        engine.start();
        try {
            engine.act(wanted);
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> engine.statuses().stream()
                            .anyMatch(each ->
                                    wanted.environments().getFirst().plan().equals(each.planInUse())
                                            && hasEnded(each.run())));
            return List.copyOf(reports);
        } finally {
            engine.stop();
        }
    }

    /** What was journaled was journaled under another kernel. */
    private void bootAgain() throws IOException {
        Path journal = layout.journal(LAB);
        if (Files.exists(journal)) {
            Files.writeString(journal, Files.readString(journal).replace(new ProcessGroups().bootId(), ANOTHER_BOOT));
        }
    }

    private WatchedCommands commands() {
        return TestMachine.commands(layout);
    }

    /** Tells when the file system was synced. */
    private record Syncing(WatchedCommands commands, PowerSupply power) implements WatchedCommands {
        @Override
        public CommandResult run(Command command) throws IOException, InterruptedException {
            CommandResult result = commands.run(command);
            if (command.arguments().getFirst().endsWith("/sync")) {
                power.synced();
            }
            return result;
        }

        @Override
        public CommandResult run(Command command, CommandWatch watch) throws IOException, InterruptedException {
            return commands.run(command, watch);
        }
    }
}
