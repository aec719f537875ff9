package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An engine on a disk where there is room for another build only without an old generation, which a process uses. */
final class CrowdedDisk {
    private static final int RESERVE_BYTES = 20 << 20;
    private static final int BALLAST_BYTES = 16 << 20;
    private static final int FREE_BYTES = 10 << 20;
    private static final TestConfig CONFIG =
            new TestConfig(Duration.ofMillis(200), Duration.ofMillis(50), RESERVE_BYTES);

    private final Layout layout;
    private final List<AvailableSource> sources;
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();

    private CrowdedDisk(Layout layout, List<AvailableSource> sources) {
        this.layout = layout;
        this.sources = sources;
    }

    public static void main(String[] arguments) throws Exception {
        Layout layout = TestMachine.layout(Path.of(arguments[0]));
        new CrowdedDisk(
                        layout,
                        List.of(new AvailableSource(Source.PYPI, Source.Type.PYPI, arguments[1] + "pypi", List.of())))
                .run();
    }

    private void run() throws Exception {
        Engine engine = AgentUnderTest.engine(
                layout, CONFIG, reports::add, new FileJournal(layout, new ProcessGroups().bootId()));
        engine.start();
        GenerationName first = build(engine, 1, plan("one", "greeting"));
        build(engine, 2, plan("two", "greeting"));
        Path old = layout.generation(LAB, first);
        Files.write(old.resolve("ballast"), new byte[BALLAST_BYTES]);
        long filling = Files.getFileStore(layout.root()).getUsableSpace() - FREE_BYTES;
        Files.write(layout.root().resolve("somebody-elses.bin"), new byte[Math.toIntExact(filling)]);
        Process job = new ProcessBuilder(old + "/bin/python", "-c", "print('up', flush=True); input()").start();
        job.inputReader().readLine();

        PlanDocument third = plan("three", "greeting");
        engine.act(assignment(3, sources, third));
        RunReport failed = awaitEnd(third, RunState.FAILED);
        System.out.println(
                "while used " + Objects.requireNonNull(failed.failure()).signature() + ", there " + Files.exists(old));
        job.destroyForcibly().waitFor();
        awaitEnd(third, RunState.DONE);
        System.out.println("afterwards there " + Files.exists(old));
        System.out.println("freed enough " + (engine.statuses().getFirst().freedBytes() >= BALLAST_BYTES));
        engine.stop();
    }

    private GenerationName build(Engine engine, long revision, PlanDocument plan) {
        engine.act(assignment(revision, sources, plan));
        return Objects.requireNonNull(awaitEnd(plan, RunState.DONE).generation());
    }

    private RunReport awaitEnd(PlanDocument plan, RunState state) {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty()
                        && reports.getLast().state() == state
                        && reports.getLast().plan().equals(plan.id()));
        return reports.getLast();
    }
}
