package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.PlantedEtc;
import io.lamplighter.agent.fixture.StartedBy;
import io.lamplighter.agent.fixture.StubTorch;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.policy.StepKind;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real pip of the system's Python, on a machine whose policy forbids uv, with what uv solved elsewhere. */
class PipInstallerTest {
    private static final Plan PLAN = new Plan(
            Plan.FORMAT,
            new EnvironmentName("test"),
            List.of(
                    new Step.CreateEnvironment(">=3.9"),
                    new Step.Solve(
                            List.of("torch", "numpy"),
                            List.of(new Candidate(
                                    "torch 2.10.0 cu126",
                                    List.of("torch==2.10.0+cu126"),
                                    Map.of("torch", new Placement(Source.PYTORCH, "cu126")))),
                            Source.PYPI),
                    new Step.Install("framework", List.of("torch")),
                    new Step.Install("science", List.of("numpy"))));
    private static final StubWheel TORCH = StubTorch.wheel("2.10.0", "cu126");
    private static final StubWheel NUMPY = StubWheel.of("numpy", "2.4");

    @TempDir
    Path folder;

    private LocalIndex index;
    private Layout layout;
    private PolicyFile policy;
    private Installers installers;
    private Path generation;
    private Lock lock;

    @BeforeEach
    void solveElsewhere() throws Exception {
        index = LocalIndex.start()
                .add("whl/cu126", TORCH)
                .add("pypi", NUMPY)
                .add("pypi", StubWheel.of("typing_extensions", "4.16.0"));
        layout = TestMachine.layout(folder);
        UvInstaller uv = TestMachine.installer(layout);
        Path solved = layout.root().resolve("solved");
        uv.create(solved, TestMachine.python(), index.sources(), CommandWatch.NOTHING);
        lock = uv.solve(solved, PLAN, index.sources(), SolveLimits.NONE, CommandWatch.NOTHING)
                .lock()
                .lock();
        generation = layout.root().resolve("generation");
        policy = new PolicyFile(folder.resolve("policy.yaml"), false);
        policy.write(new PolicyRules(
                List.of(new HostPattern("127.0.0.1")),
                List.of(StepKind.CREATE_ENVIRONMENT, StepKind.SOLVE, StepKind.INSTALL),
                List.of(InstallerProgram.PIP),
                List.of(),
                false));
        installers = installers(TestMachine.NETWORK, TestMachine.commands(layout));
        installers.create(generation, PLAN, TestMachine.python(), index.sources(), CommandWatch.NOTHING);
    }

    private Installers installers(Network network, WatchedCommands own) throws Exception {
        WatchedCommands commands = new SameAccount(own).commands();
        return new Installers(
                layout, commands, TestMachine.uv(layout), TestConda.program(layout), network, policy, true);
    }

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void installsWhatTheLockSaysAndNothingElse() throws Exception {
        index.add("pypi", StubWheel.of("numpy", "2.5"));

        assertThat(installers.missing(lock).files()).isEqualTo(3);
        install(0, index.sources());
        install(1, index.sources());

        assertThat(installed()).containsExactly("numpy-2.4", "torch-2.10.0+cu126", "typing_extensions-4.16.0");
        assertThat(installers.consistency(generation, CommandWatch.NOTHING).holds())
                .isTrue();
        assertThat(installers.missing(lock).files()).isZero();
    }

    @Test
    void saysBeforehandThatItSolvesNothing() throws Exception {
        assertThat(installers.solves(PLAN)).isFalse();
    }

    @Test
    void takesNoFileThatIsAnotherThanTheOneInTheLock() {
        index.alter(NUMPY);

        assertThatThrownBy(() -> install(1, index.sources()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("HASH_MISMATCH");
    }

    @Test
    void installsWhatItsAuthorsWithdrewAndSaysSo() throws Exception {
        index.withdraw(NUMPY, "it loses data");

        List<String> remarks = install(1, index.sources());

        assertThat(remarks).containsExactly("numpy 2.4 is withdrawn by its authors: it loses data");
        assertThat(installed()).containsExactly("numpy-2.4");
    }

    @Test
    void namesAFileThatWasReplaced() {
        index.replace(NUMPY, StubWheel.of("numpy", "2.4", "surprise"));

        assertThatThrownBy(() -> install(1, index.sources()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("FILE_REPLACED:numpy-2.4-py3-none-any.whl");
    }

    @Test
    void takesWhatIsGoneFromItsSourceFromWhatItFetchedBefore() throws Exception {
        install(1, index.sources());
        index.remove(NUMPY);
        generation = layout.root().resolve("second");
        installers.create(generation, PLAN, TestMachine.python(), index.sources(), CommandWatch.NOTHING);

        install(1, index.sources());

        assertThat(installed()).containsExactly("numpy-2.4");
    }

    @Test
    void saysWhatIsGoneFromItsSourceAndWasNeverFetched() {
        index.remove(NUMPY);

        assertThatThrownBy(() -> install(1, index.sources()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("FILE_GONE:numpy-2.4-py3-none-any.whl");
    }

    @Test
    void takesWhatIsGoneFromItsSourceFromTheSitesCache() throws Exception {
        index.remove(NUMPY);
        Path site = folder.resolve("site");
        String digest = Sha256.of(NUMPY.content()).hex();
        Files.createDirectories(site.resolve(digest.substring(0, 2)));
        Files.write(site.resolve(digest.substring(0, 2)).resolve(digest), NUMPY.content());
        installers = installers(Network.of(null, layout.credentials(), site.toString()), TestMachine.commands(layout));
        installers.create(generation, PLAN, TestMachine.python(), index.sources(), CommandWatch.NOTHING);

        List<String> remarks = install(1, index.sources());

        assertThat(remarks)
                .containsExactly(
                        "numpy-2.4-py3-none-any.whl is gone from its source: it is taken from the site's cache");
        assertThat(installed()).containsExactly("numpy-2.4");
    }

    /** {@code --isolated} would leave the machine's and the environment's file; each keeps pip from its index here. */
    @Test
    void readsNoConfiguration() throws Exception {
        Path etc = layout.root().resolve("etc");
        for (String planted : List.of(
                "etc/pip.conf",
                "etc/xdg/pip/pip.conf",
                "workshop/home/config/pip/pip.conf",
                "workshop/home/.pip/pip.conf",
                "generation/pip.conf")) {
            Path file = layout.root().resolve(planted);
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                    [global]
                    proxy = http://127.0.0.1:1
                    retries = 0
                    [install]
                    target = %s
                    """.formatted(folder.resolve("astray")));
        }
        installers = installers(
                TestMachine.NETWORK, new StartedBy(new PlantedEtc(etc).starter(), TestMachine.commands(layout)));
        installers.prepare(PLAN, index.sources());

        install(1, index.sources());

        assertThat(installed()).containsExactly("numpy-2.4");
    }

    @Test
    void fetchesNothingASecondTime() throws Exception {
        install(1, index.sources());
        List<String> before = wheelsAskedFor();
        generation = layout.root().resolve("second");
        installers.create(generation, PLAN, TestMachine.python(), index.sources(), CommandWatch.NOTHING);

        install(1, index.sources());

        assertThat(installed()).containsExactly("numpy-2.4");
        assertThat(wheelsAskedFor()).isEqualTo(before);
    }

    @Test
    void keepsWhatItFetchedToABudget() throws Exception {
        install(0, index.sources());
        install(1, index.sources());

        assertThat(installers.trim(Long.MAX_VALUE)).isZero();
        assertThat(installers.trim(0)).isPositive();
        assertThat(layout.pipCache()).isEmptyDirectory();
        assertThat(installers.missing(lock).files()).isEqualTo(3);
    }

    @Test
    void solvesNothing() {
        assertThatThrownBy(() -> installers.solve(
                        generation, PLAN, index.sources(), SolveLimits.NONE, _ -> {}, CommandWatch.NOTHING))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("PIP_NEEDS_LOCK");
    }

    /** pip's netrc knows neither port nor scheme, so that a secret could go where it may not. */
    @Test
    void isGivenNoSecret() {
        List<AvailableSource> sources = index.sources().stream()
                .map(source -> new AvailableSource(
                        source.name(),
                        source.type(),
                        source.url(),
                        List.of(),
                        null,
                        new CredentialName("lab-mirror"),
                        List.of(),
                        List.of()))
                .toList();

        assertThatThrownBy(() -> install(1, sources)).hasMessageContaining("CREDENTIAL_UNUSABLE:lab-mirror");
        assertThat(wheelsAskedFor()).noneMatch(path -> path.contains("numpy"));
    }

    private List<String> install(int stage, List<AvailableSource> sources) throws Exception {
        return installers.install(generation, lock, stage, sources, CommandWatch.NOTHING);
    }

    private List<String> wheelsAskedFor() {
        return index.requests().stream().filter(path -> path.endsWith(".whl")).toList();
    }

    private List<String> installed() throws Exception {
        try (Stream<Path> libraries = Files.walk(generation.resolve("lib"), 3)) {
            return libraries
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.endsWith(".dist-info"))
                    .map(name -> name.replace(".dist-info", ""))
                    .sorted()
                    .toList();
        }
    }
}
