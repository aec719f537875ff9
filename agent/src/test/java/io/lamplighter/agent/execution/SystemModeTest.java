package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.AllowedFolder;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole engine as root, with an account that builds, the real uv and the real Python. */
class SystemModeTest {
    private static final EnvironmentName OTHER = new EnvironmentName("other");
    private static final int BIG_BYTES = 8 << 20;

    @TempDir
    Path scratch;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private LocalIndex index;
    private SystemMachine machine;
    private Layout layout;
    private PolicyFile policy;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        index = LocalIndex.start().add("pypi", StubWheel.of("numpy", "2.5"));
        machine = SystemMachine.make(scratch);
        layout = machine.layout();
        policy = new PolicyFile(layout.root().resolve("policy.yaml"), true);
        policy.write(
                PolicyRules.ofHosts(List.of(new HostPattern("127.0.0.1")), List.of(new AllowedFolder("/usr/bin"))));
        engine = engine(machine.builder().name());
        engine.start();
    }

    @AfterEach
    void stop() throws Exception {
        engine.stop();
        machine.close();
        index.close();
    }

    @Test
    void buildsAsTheBuilderAndLeavesEverythingToRoot() throws Exception {
        RunReport done = run(1, Samples.plan("one", "numpy"));

        Path generation = layout.generation(Samples.LAB, Objects.requireNonNull(done.generation()));
        SystemEngine.shouldBeRootsAlone(generation);
        assertThat(Files.getAttribute(layout.uvCache(), "unix:uid"))
                .isEqualTo(machine.builder().user());
        assertThat(TestMachine.run(
                        "/usr/bin/setpriv",
                        "--reuid=" + machine.builder().user(),
                        "--clear-groups",
                        layout.bin() + "/lab-python",
                        "-c",
                        "import numpy; print(numpy.version, numpy.__cached__)"))
                .startsWith("2.5 " + generation);
        try (Stream<Path> all = Files.walk(generation.resolve("lib"))) { // later nobody may write it
            assertThat(all).anyMatch(each -> each.toString().matches(".*/numpy[^/]*/__pycache__/[^/]+\\.pyc"));
        }
    }

    private static final Map<String, String> ATTACKS = Map.ofEntries(
            entry("write into another generation", "write(ROOT + '/environments/other/generations/planted')"),
            entry("write into its own generation", "write(os.path.join(os.path.dirname(__file__), 'planted'))"),
            entry("write into the cache", "write(ROOT + '/cache/uv/planted')"),
            entry("write what is on everybody's path", "write(ROOT + '/bin/planted')"),
            entry("write what the agent hands on", "write(ROOT + '/workshop/given/verify.py')"),
            entry("write into the system", "write('/etc/planted-by-a-package')"),
            entry("read the identity", "open(ROOT + '/identity.json').read()"),
            entry("read the journal", "os.listdir(ROOT + '/journal')"),
            entry("read credentials", "os.listdir(ROOT + '/credentials')"),
            entry("read the system's secrets", "open('/etc/shadow').read()"),
            entry("reach the network", "socket.create_connection(('127.0.0.1', PORT), 2)"),
            entry("make itself root", "os.setuid(0)"),
            entry("leave a program for its rights", "os.chmod(__file__, 0o4755)"),
            entry("leave a link to the system", "os.symlink('/etc', os.path.dirname(__file__) + '/etc')"),
            entry("leave a pipe", "os.mkfifo(os.path.dirname(__file__) + '/pipe')"),
            entry("take part in what others share", "open('/dev/shm/' + SHARED).read()"),
            entry("change what is mounted", "unmount(ROOT)"));

    @Test
    void keepsCodeOfPackagesFromEveryAttack() throws Exception {
        Files.writeString(layout.identity(), "secret\n");
        Files.setPosixFilePermissions(layout.identity(), PosixFilePermissions.fromString("rw-------"));
        Path shared = Files.createTempFile(Path.of("/dev/shm"), "lamplighter-", "");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-rw-rw-"));
        try {
            Path other = Files.createDirectories(layout.generations(OTHER));
            TestMachine.run("/bin/chown", machine.builder().name(), other.toString()); // as one that is being built
            index.add("pypi", hostile(ATTACKS, String.valueOf(shared.getFileName())));

            RunReport end = run(1, Samples.plan("one", "hostile"));

            assertThat(end.failure()).isNull();
            assertThat(end.state()).isEqualTo(RunState.DONE);
        } finally {
            Files.delete(shared);
        }
    }

    /** What is allowed counts as an attack here: without this, no attack could prove that it was even tried. */
    @ParameterizedTest
    @ValueSource(strings = {"hostile", "hostile_start"})
    void wouldSeeAnAttackThatSucceeds(String module) throws Exception {
        Map<String, String> allowed = Map.of(
                "use its own folder",
                "write(os.environ['TMPDIR'] + '/mine') if (__name__ == '%s') else 1 / 0".formatted(module));
        index.add("pypi", hostile(allowed, "none"));

        RunReport end = run(1, Samples.plan("one", "hostile"));

        assertThat(Objects.requireNonNull(end.failure()).log() + end.failure().message())
                .contains("succeeded: use its own folder");
    }

    /** A package that tells which attacks succeed, when it is imported and at every start of Python. */
    private StubWheel hostile(Map<String, String> attacks, String shared) {
        StringBuilder code = new StringBuilder("""
                import ctypes, os, socket
                ROOT, PORT, SHARED = %s, %s, %s
                succeeded = []
                def write(path):
                    with open(path, "a") as file:
                        file.write("planted")
                def unmount(path):
                    if ctypes.CDLL(None).umount2(path.encode(), 2) != 0:
                        raise PermissionError(path)
                """.formatted(
                        quote(layout.root().toString()),
                        index.url("").replaceAll("\\D*127.0.0.1:(\\d+)/", "$1"),
                        quote(shared)));
        attacks.forEach((what, attack) -> code.append("""
                try:
                    %s
                    succeeded.append("%s")
                except Exception:
                    pass
                """.formatted(attack, what)));
        return StubWheel.of(
                "hostile",
                "1",
                Map.of(
                        "hostile/__init__.py",
                        code + "if succeeded: raise SystemError('succeeded: ' + ', '.join(succeeded))\n",
                        "hostile_start.py",
                        code + "if succeeded: print('succeeded:', ', '.join(succeeded), flush=True); os._exit(9)\n",
                        "hostile.pth",
                        "import hostile_start\n"));
    }

    private static String quote(String text) {
        return "'" + text + "'";
    }

    @Test
    void sharesTheFilesOfEnvironmentsThatHaveTheSamePackages() throws Exception {
        byte[] noise = new byte[BIG_BYTES];
        new Random(1).nextBytes(noise);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("big/data.bin", noise);
        for (int i = 0; i < 200; i++) {
            files.put(
                    "big/module%d.py".formatted(i),
                    "value = %d\n".formatted(i).repeat(300).getBytes(UTF_8));
        }
        files.put("big/__init__.py", "\n".getBytes(UTF_8));
        index.add("pypi", new StubWheel("big", "1", List.of(), files));
        run(1, Samples.plan("one", "big"));
        long one = new Generations(layout).bytes(Samples.LAB);
        long before = machine.usedBytes();

        act(new Assignment(
                2,
                index.sources(),
                List.of(
                        AssignedEnvironment.of(Samples.LAB, Samples.plan("one", "big")),
                        AssignedEnvironment.of(OTHER, Samples.plan(OTHER, "one", "big"))),
                List.of()));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> reports.getLast().environment().equals(OTHER)
                        && reports.getLast().state().isFinal());

        assertThat(reports.getLast().state()).isEqualTo(RunState.DONE);
        assertThat(TestMachine.run(
                        layout.bin() + "/other-python", "-c", "import big.module7; print(big.module7.value)"))
                .isEqualTo("7");
        long extra = machine.usedBytes() - before;
        assertThat(extra).as("of %d bytes", one).isLessThan(one * 15 / 100);
    }

    @Test
    void takesWhatIsGoneFromItsSourceFromTheBuildersCache() throws Exception {
        PlanDocument plan = Samples.plan("one", "numpy");
        RunReport first = run(1, plan);
        index.remove(StubWheel.of("numpy", "2.5"));
        Path library = layout.generation(Samples.LAB, Objects.requireNonNull(first.generation()))
                .resolve("lib");
        try (Stream<Path> pythons = Files.list(library)) {
            Files.createDirectories(
                    pythons.findFirst().orElseThrow().resolve("site-packages/somebodys.dist-info")); // it is built anew
        }

        act(Samples.assignment(2, index.sources(), plan));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.getLast().run().equals(first.run())
                        && reports.getLast().state().isFinal());

        RunReport second = reports.getLast();
        assertThat(second.state()).as(() -> "" + second.failure()).isEqualTo(RunState.DONE);
        assertThat(second.checks())
                .filteredOn(check -> check.check().equals("sources"))
                .extracting(CheckResult::detail)
                .containsExactly(
                        "numpy-2.5-py3-none-any.whl is gone from its source: it is taken from this machine's cache");
        SystemEngine.shouldBeRootsAlone(layout.generation(Samples.LAB, Objects.requireNonNull(second.generation())));
    }

    @Test
    void goesBackToASealedGenerationAndLeavesItRoots() throws Exception {
        PlanDocument older = Samples.plan("one", "numpy");
        RunReport first = run(1, older);
        run(2, Samples.plan("two", "numpy"));
        GenerationName back = Objects.requireNonNull(first.generation());

        act(new Assignment(
                3,
                index.sources(),
                List.of(AssignedEnvironment.of(Samples.LAB, older).pinnedTo(back)),
                List.of()));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> reports.getLast().plan().equals(older.id())
                        && reports.getLast().state().isFinal());

        assertThat(reports.getLast().failure()).isNull();
        assertThat(reports.getLast().checks()).extracting(CheckResult::check).contains("files", "imports");
        assertThat(new Generations(layout).linked(Samples.LAB)).contains(back);
        try (Stream<Path> all = Files.walk(layout.generation(Samples.LAB, back))) {
            assertThat(all)
                    .allSatisfy(each -> assertThat(Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                            .isEqualTo(0));
        }
    }

    @Test
    void goesBackToNothingThatThePolicyDoesNotAllowAnyMore() throws Exception {
        PlanDocument older = Samples.plan("one", "numpy");
        GenerationName back = Objects.requireNonNull(run(1, older).generation());
        run(2, Samples.plan("two", "numpy"));
        policy.write(PolicyRules.ofHosts(
                List.of(new HostPattern("mirror.lab.example")), List.of(new AllowedFolder("/usr/bin"))));

        act(new Assignment(
                3,
                index.sources(),
                List.of(AssignedEnvironment.of(Samples.LAB, older).pinnedTo(back)),
                List.of()));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> reports.getLast().plan().equals(older.id())
                        && reports.getLast().state().isFinal());

        assertThat(Objects.requireNonNull(reports.getLast().failure())
                        .signature()
                        .id())
                .isEqualTo("POLICY_REFUSED");
        assertThat(new Generations(layout).linked(Samples.LAB)).isNotEqualTo(Optional.of(back));
    }

    @Test
    void startsNothingThatThePolicyDoesNotAllow() throws Exception {
        policy.write(PolicyRules.ofHosts(
                List.of(new HostPattern("mirror.lab.example")), List.of(new AllowedFolder("/usr/bin"))));

        RunReport failed = run(1, Samples.plan("one", "numpy"));

        assertThat(Objects.requireNonNull(failed.failure()).signature())
                .hasToString("POLICY_REFUSED:the host 127.0.0.1 of the source pypi");
        assertThat(failed.failure().message()).contains(policy.file().toString());
        assertThat(index.requests()).isEmpty();
        assertThat(layout.environment(Samples.LAB)).doesNotExist();
    }

    @Test
    void allowsNothingWithoutAPolicy() throws Exception {
        Files.delete(policy.file());

        RunReport failed = run(1, Samples.plan("one", "numpy"));

        assertThat(Objects.requireNonNull(failed.failure()).signature().value()).startsWith("POLICY_REFUSED:");
        assertThat(failed.failure().message()).contains("no file " + policy.file());
    }

    @Test
    void buildsNothingWithoutABuilderAndSaysHowToMakeOne() throws Exception {
        engine.stop();
        engine = engine("no-such-builder");
        engine.start();

        RunReport failed = run(1, Samples.plan("one", "numpy"));

        assertThat(Objects.requireNonNull(failed.failure()).signature()).hasToString("BUILDER_MISSING:no-such-builder");
        assertThat(failed.failure().message()).contains("useradd --system");
        assertThat(index.requests()).isEmpty();
    }

    @Test
    void takesNoGenerationThatTheBuilderSaysIsVerified() throws Exception {
        RunReport done = run(1, Samples.plan("one", "numpy"));
        Path generation = layout.generation(Samples.LAB, Objects.requireNonNull(done.generation()));
        Generations generations = new Generations(layout);
        assertThat(generations.record(Samples.LAB, done.generation())).isPresent();

        TestMachine.run("/bin/chown", machine.builder().name(), generation.toString());

        assertThat(generations.record(Samples.LAB, done.generation())).isEmpty();
    }

    private RunReport run(long revision, PlanDocument plan) {
        act(Samples.assignment(revision, index.sources(), plan));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty()
                        && reports.getLast().plan().equals(plan.id())
                        && reports.getLast().state().isFinal());
        return reports.getLast();
    }

    private void act(Assignment assignment) {
        engine.act(assignment);
    }

    private Engine engine(String builder) throws IOException, InterruptedException {
        Interpreter python = TestMachine.python();
        return SystemEngine.on(
                machine, builder, policy, List.of(python), List.of(TestConda.folder()), PlanLocks.NONE, reports::add);
    }
}
