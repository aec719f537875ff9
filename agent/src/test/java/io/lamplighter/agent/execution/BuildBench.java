package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build costs beside the bare installer doing the same; {@code make bench} runs it. */
class BuildBench {
    private static final int PACKAGES = 100;
    private static final int MODULES = 20;
    private static final int LINES = 100;
    private static final int ROUNDS = 5;
    private static final int SWITCHES = 2_000;
    private static final EnvironmentName OTHER = new EnvironmentName("other");

    @TempDir
    Path folder;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private final FakeLocks locks = new FakeLocks();
    private LocalIndex index;
    private long revision;

    @BeforeEach
    void fillTheIndex() throws IOException {
        index = LocalIndex.start();
        String[] names =
                IntStream.range(0, PACKAGES).mapToObj(i -> "lantern" + i).toArray(String[]::new);
        Arrays.stream(names).forEach(name -> index.add("pypi", wheel(name)));
        index.add("pypi", StubWheel.of("everything", "1", names));
        locks.grant(new Grant.Alone("it is alone"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static StubWheel wheel(String name) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(name + "/__init__.py", "\n");
        for (int i = 0; i < MODULES; i++) {
            files.put(name + "/module" + i + ".py", ("value" + i + " = '" + name + "'\n").repeat(LINES));
        }
        return StubWheel.of(name, "1", files);
    }

    @Test
    void measuresABuildFromALock() throws Exception {
        Layout layout = TestMachine.layout(folder);
        Engine engine = inUserMode(layout);
        engine.start();
        Generations generations = new Generations(layout);
        run(engine, plan("first"));
        LockDocument lock =
                new LocksOnDisk(generations).of(LAB, plan("first").id()).orElseThrow();
        locks.grant(new Grant.Install(lock));
        Path bare = Files.createDirectories(folder.resolve("bare"));
        Path requirements = Files.writeString(bare.resolve("requirements.txt"), requirements(lock));
        bare(layout, bare, requirements); // its cache is warm from here on
        List<Double> warm = new ArrayList<>();
        List<Double> bareWarm = new ArrayList<>();
        List<Double> cold = new ArrayList<>();
        List<Double> bareCold = new ArrayList<>();
        List<Double> proof = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            RunReport done = run(engine, plan("warm " + round));
            warm.add(building(done));
            proof.add(millis(began(done, RunState.VERIFYING), done.at()));
            bareWarm.add(bare(layout, bare, requirements));
        }
        for (int round = 0; round < ROUNDS; round++) {
            FileTrees.delete(layout.cache());
            cold.add(building(run(engine, plan("cold " + round))));
            FileTrees.delete(bare.resolve("cache"));
            bareCold.add(bare(layout, bare, requirements));
        }
        engine.stop();
        String what = "%d packages, %,d files".formatted(PACKAGES, PACKAGES * (MODULES + 4));
        row("build from a lock, warm cache, " + what + ", ms", "", median(warm));
        row("uv venv and uv pip sync of the same lock, ms", "", median(bareWarm));
        row("ratio", "≤ 1.10", median(warm) / median(bareWarm));
        row("verifying, sealing, activating that build, ms", "", median(proof));
        row("build from a lock, cold cache, ms", "", median(cold));
        row("uv venv and uv pip sync, cold cache, ms", "", median(bareCold));
        row("ratio", "≤ 1.10", median(cold) / median(bareCold));
        measureASwitch(generations);
    }

    @Test
    void measuresTheDiskOfASecondEnvironment() throws Exception {
        SystemMachine machine = SystemMachine.make(folder);
        try {
            Engine engine = SystemEngine.on(
                    machine,
                    machine.builder().name(),
                    Policies.OPEN,
                    List.of(TestMachine.python()),
                    List.of(),
                    locks,
                    reports::add);
            engine.start();
            PlanDocument plan = plan("one");
            run(engine, plan);
            long one = new Generations(machine.layout()).bytes(LAB);
            long before = machine.usedBytes();
            PlanDocument second = Samples.plan(OTHER, "one", "everything");
            engine.act(new Assignment(
                    ++revision,
                    index.sources(),
                    List.of(AssignedEnvironment.of(LAB, plan), AssignedEnvironment.of(OTHER, second)),
                    List.of()));
            awaitDone(second);
            engine.stop();
            row(
                    "extra disk of a second environment of the same packages, %",
                    "≤ 15", 100.0 * (machine.usedBytes() - before) / one);
        } finally {
            machine.close();
        }
    }

    private void measureASwitch(Generations generations) throws IOException {
        List<GenerationName> two = generations.all(LAB).stream().limit(2).toList();
        List<Double> durable = new ArrayList<>();
        List<Double> renames = new ArrayList<>();
        Path current = folder.resolve("current");
        for (int i = 0; i < SWITCHES; i++) {
            long begun = System.nanoTime();
            generations.activate(LAB, two.get(i % 2));
            durable.add((System.nanoTime() - begun) / 1e3);
            Path next = Files.createSymbolicLink(
                    folder.resolve("next"), Path.of(two.get(i % 2).value()));
            begun = System.nanoTime();
            Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
            renames.add((System.nanoTime() - begun) / 1e3);
        }
        row("a switch: the rename alone, µs", "", median(renames));
        row("a switch with its record read and brought to disk, µs", "", median(durable));
    }

    private Engine inUserMode(Layout layout) throws IOException, InterruptedException {
        WatchedCommands commands = TestMachine.commands(layout);
        Interpreter python = TestMachine.python();
        return new Engine(
                EngineParts.withPrograms(
                        layout,
                        commands,
                        new SameAccount(commands),
                        Policies.OPEN,
                        TestConfig.PATIENT,
                        () -> List.of(python),
                        UnaryOperator.identity(),
                        TestMachine.uv(layout),
                        TestConda.program(layout),
                        TestMachine.NETWORK,
                        locks,
                        reports::add,
                        InstantSource.system(),
                        new Exposures(layout, Places.NONE),
                        TestMachine.PERMITS),
                new FileJournal(layout, new ProcessGroups().bootId()));
    }

    /** The same by hand, with a cache of its own. */
    private double bare(Layout layout, Path folder, Path requirements) throws Exception {
        String uv = TestMachine.uv(layout).locate(BuiltInSources.all()).toString();
        Path made = folder.resolve("venv-" + System.nanoTime()); // what is removed costs the next for a while
        List<String> usual = List.of("--no-config", "--quiet", "--cache-dir", "" + folder.resolve("cache"));
        List<String> venv = new ArrayList<>(
                List.of(uv, "venv", "--python", TestMachine.python().path(), "" + made));
        venv.addAll(usual);
        List<String> sync = new ArrayList<>(List.of(
                uv,
                "pip",
                "sync",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--link-mode",
                "copy",
                "--compile-bytecode",
                "--default-index",
                index.url("pypi"),
                "--python",
                "" + made.resolve("bin/python"),
                "" + requirements));
        sync.addAll(usual);
        long begun = System.nanoTime();
        TestMachine.run(venv.toArray(String[]::new));
        TestMachine.run(sync.toArray(String[]::new));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static String requirements(LockDocument lock) {
        return lock.lock().all().map(BuildBench::requirement).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String requirement(LockedPackage each) {
        return each.name() + "==" + each.version() + " --hash=sha256:"
                + each.taken().sha256();
    }

    private static PlanDocument plan(String variable) {
        return Samples.plan(variable, "everything");
    }

    private RunReport run(Engine engine, PlanDocument plan) {
        engine.act(Samples.assignment(++revision, index.sources(), plan));
        return awaitDone(plan);
    }

    private RunReport awaitDone(PlanDocument plan) {
        await().atMost(5, TimeUnit.MINUTES)
                .until(() -> !reports.isEmpty()
                        && reports.getLast().plan().equals(plan.id())
                        && reports.getLast().state().isFinal());
        assertThat(reports.getLast().state()).as(() -> "" + reports.getLast()).isEqualTo(RunState.DONE);
        return reports.getLast();
    }

    /** From an empty folder to all packages in it. */
    private double building(RunReport done) {
        return millis(began(done, RunState.PREPARING), began(done, RunState.VERIFYING));
    }

    private Instant began(RunReport done, RunState state) {
        return reports.stream()
                .filter(each -> each.run().equals(done.run()) && each.state() == state)
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void row(String what, String aim, double figure) {
        System.out.printf(Locale.ROOT, "| %-58s | %18.4g | %6s |%n", what, figure, aim);
    }
}
