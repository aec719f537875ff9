package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static io.lamplighter.agent.execution.Samples.plan;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * An engine on a disk of its own, which becomes full or read-only under it and is repaired again; says what happened, a
 * line each. It runs inside a mount namespace, so that no other process sees that disk.
 */
final class FaultyDisk {
    private static final long FREE_BYTES = 10 << 20;

    private FaultyDisk() {}

    public static void main(String[] arguments) throws Exception {
        Path disk = Path.of(arguments[0]);
        List<AvailableSource> sources = List.of(
                new AvailableSource(Source.PYPI, Source.Type.PYPI, arguments[1] + "pypi", List.of()),
                new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, arguments[1] + "whl", List.of()));
        Layout layout = TestMachine.layout(disk);
        List<RunReport> reports = new CopyOnWriteArrayList<>();
        Engine engine = AgentUnderTest.engine(
                layout, TestConfig.EAGER, reports::add, new FileJournal(layout, new ProcessGroups().bootId()));
        engine.start();

        engine.act(assignment(1, sources, plan("works", "greeting")));
        awaitEnd(reports, RunState.DONE);
        say(layout, "before");
        Fault fault = arguments[2].equals("full") ? new Full(disk) : new ReadOnly(disk);
        fault.happen();
        engine.act(assignment(2, sources, bulky()));
        awaitEnd(reports, RunState.FAILED);
        Failure failure = Objects.requireNonNull(reports.getLast().failure());
        System.out.println("failure " + failure.signature() + " | " + failure.message() + " | " + failure.remedy());
        System.out.println("generations " + new Generations(layout).all(LAB).size());
        say(layout, "during");
        fault.repair();
        awaitEnd(reports, RunState.DONE);
        say(layout, "after");
        engine.stop();
    }

    private static void say(Layout layout, String when) throws IOException, InterruptedException {
        String said =
                TestMachine.run(layout.bin() + "/lab-python", "-c", "import greeting, os; print(os.environ['LAB'])");
        System.out.println(when + " " + said);
    }

    private static void awaitEnd(List<RunReport> reports, RunState state) {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty() && reports.getLast().state() == state);
    }

    /** From a tree that states no sizes, so that only the disk itself can say that it is too much. */
    private static PlanDocument bulky() {
        Plan small = plan("repaired", "greeting", "bulky").plan();
        Candidate placed = new Candidate("placed", List.of(), Map.of("bulky", new Placement(Source.PYTORCH, "cpu")));
        List<Step> steps = small.steps().stream()
                .map(step -> step instanceof Step.Solve solve
                        ? new Step.Solve(solve.requirements(), List.of(placed), solve.defaultIndex())
                        : step)
                .toList();
        return PlanDocument.of(new Plan(small.format(), small.environment(), steps));
    }

    private interface Fault {
        void happen() throws IOException, InterruptedException;

        void repair() throws IOException, InterruptedException;
    }

    private record Full(Path disk) implements Fault {
        @Override
        public void happen() throws IOException {
            long bytes = Files.getFileStore(disk).getUsableSpace() - FREE_BYTES;
            Files.write(filler(), new byte[Math.toIntExact(bytes)]);
        }

        @Override
        public void repair() throws IOException {
            Files.delete(filler());
        }

        private Path filler() {
            return disk.resolve("somebody-elses.bin");
        }
    }

    private record ReadOnly(Path disk) implements Fault {
        @Override
        public void happen() throws IOException, InterruptedException {
            remount("ro");
        }

        @Override
        public void repair() throws IOException, InterruptedException {
            remount("rw");
        }

        private void remount(String how) throws IOException, InterruptedException {
            int status = new ProcessBuilder("/bin/mount", "-o", "remount," + how, disk.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("mount: exit status " + status);
            }
        }
    }
}
