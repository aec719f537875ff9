package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalChannel;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.PlantedEtc;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Settings of the machine, of the account and of the agent's own environment, each planted where the programs look for
 * it. That a plant works is seen with the bare program; then an agent that has them all builds an environment, and none
 * shows. Those of {@code /etc} are laid over it in a mount namespace. Runs as root.
 */
class LeaksTest {
    private static final String PRELOADED = "cannot be preloaded";

    @TempDir
    Path folder;

    private LocalIndex index;
    private LocalIndex decoy;
    private Layout layout;
    private Path channel;
    private Path home;
    private Path etc;

    /** What is planted, and the bare program on which it works. */
    enum Plant {
        UV_TOML_OF_THE_ACCOUNT(Bare.UV, "home/.config/uv/uv.toml", "[[index]]\nurl = \"@DECOY@\"\ndefault = true\n"),
        UV_TOML_OF_THE_MACHINE(Bare.UV, "etc/uv/uv.toml", "[[index]]\nurl = \"@DECOY@\"\ndefault = true\n"),
        UV_VARIABLE(Bare.UV, "UV_DEFAULT_INDEX", "@DECOY@"),
        PROXY(Bare.UV_BY_PROXY, "http_proxy", "@PROXY@"),
        PIP_CONF_OF_THE_MACHINE(Bare.PIP, "etc/pip.conf", "[global]\nindex-url = @DECOY@\n"),
        PIP_CONF_OF_THE_DESKTOP(Bare.PIP, "etc/xdg/pip/pip.conf", "[global]\nindex-url = @DECOY@\n"),
        PIP_CONF_OF_THE_ACCOUNT(Bare.PIP, "home/.config/pip/pip.conf", "[global]\nindex-url = @DECOY@\n"),
        PIP_CONF_OF_OLD(Bare.PIP, "home/.pip/pip.conf", "[global]\nindex-url = @DECOY@\n"),
        PIP_VARIABLE(Bare.PIP, "PIP_INDEX_URL", "@DECOY@"),
        PYTHONPATH(Bare.PYTHON, "PYTHONPATH", "@HOME@/planted"),
        LD_PRELOAD(Bare.SHELL, "LD_PRELOAD", "@HOME@/planted/none.so"),
        CONDARC_OF_THE_ACCOUNT(Bare.CONDA, "home/.condarc", "pinned_packages: [numpy 1.26.*] #!final\n"),
        CONDARC_OF_THE_MACHINE(Bare.CONDA, "etc/conda/.condarc", "create_default_packages: [tools]\n"),
        CUDA_FOR_CONDA(Bare.CONDA, "CONDA_OVERRIDE_CUDA", "12.8");

        private final Bare bare;
        private final String place;
        private final String content;

        Plant(Bare bare, String place, String content) {
            this.bare = bare;
            this.place = place;
            this.content = content;
        }
    }

    enum Bare {
        UV,
        UV_BY_PROXY,
        PIP,
        PYTHON,
        SHELL,
        CONDA
    }

    @BeforeEach
    void prepare() throws Exception {
        index = LocalIndex.start()
                .add("pypi", StubWheel.of("numpy", "2.4.0"))
                .add("pypi", StubWheel.of("wrapper", "1.0", "numpy"));
        decoy = LocalIndex.start().add("pypi", StubWheel.of("numpy", "99")).add("pypi", StubWheel.of("wrapper", "99"));
        layout = TestMachine.layout(Files.createDirectory(folder.resolve("agent")));
        channel = LocalChannel.usual().folder();
        home = Files.createDirectories(folder.resolve("planted/home"));
        etc = Files.createDirectories(folder.resolve("planted/etc"));
        Files.writeString(
                Files.createDirectory(home.resolve("planted")).resolve("sitecustomize.py"),
                "open(" + Wire.write(mark().toString()) + ", 'a').write('here')\n");
    }

    @AfterEach
    void close() {
        index.close();
        decoy.close();
    }

    @ParameterizedTest
    @EnumSource
    void isASettingThatWorksOnTheBareProgram(Plant plant) throws Exception {
        String untouched = plant.bare == Bare.CONDA ? bare(Bare.CONDA, plant(List.of())) : "";

        String said = bare(plant.bare, plant(List.of(plant)));

        switch (plant.bare) {
            case UV, UV_BY_PROXY, PIP -> assertThat(decoy.requests()).as(said).isNotEmpty();
            case PYTHON -> assertThat(mark()).exists();
            case SHELL -> assertThat(said).contains(PRELOADED);
            case CONDA -> assertThat(said).contains("\"success\": true").isNotEqualTo(untouched);
        }
    }

    @Test
    void noneReachesAnInstallerOfTheAgent() throws Exception {
        List<AvailableSource> sources = new ArrayList<>(index.sources());
        sources.add(LocalChannel.source("file://" + channel));
        Path wanted = Files.writeString(folder.resolve("assignment.json"), Wire.write(assignment(1, sources, plan())));
        Process agent = start(AgentUnderTest.command(layout, wanted), plant(List.of(Plant.values())));
        Journal journal = new FileJournal(layout, new ProcessGroups().bootId());
        try {
            await().atMost(120, TimeUnit.SECONDS)
                    .until(() -> journal.last(LAB)
                            .filter(entry -> entry.run().isFinal())
                            .isPresent());
        } finally {
            agent.destroyForcibly().waitFor();
        }

        GenerationRecord built = new Generations(layout).current(LAB).orElseThrow();
        assertThat(journal.last(LAB).orElseThrow().run().phase().state()).isEqualTo(RunState.DONE);
        assertThat(built.choice().packages())
                .filteredOn(each -> !each.name().equals("python"))
                .containsExactlyInAnyOrder(
                        new InstalledPackage("numpy", "2.4.0"),
                        new InstalledPackage("pytorch", "2.10.0"),
                        new InstalledPackage("wrapper", "1.0"));
        assertThat(layout.generation(LAB, built.generation()).resolve("lock.json"))
                .content()
                .contains("pytorch-2.10.0-cpu");
        assertThat(decoy.requests()).isEmpty();
        assertThat(mark()).doesNotExist();
        assertThat(AgentUnderTest.said(layout)).content().isNotEmpty().doesNotContain(PRELOADED);
    }

    private static PlanDocument plan() {
        return PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.SolveConda(
                                List.of("python >=3.9", "numpy", "pytorch"),
                                List.of(new CondaCandidate(
                                        "as written", List.of(), List.of(Source.CONDA_FORGE), null, null))),
                        new Step.InstallConda("base", List.of("numpy", "pytorch")),
                        new Step.Solve(
                                List.of("wrapper"),
                                List.of(new Candidate("as written", List.of(), Map.of())),
                                Source.PYPI),
                        new Step.Install("extra", List.of("wrapper")),
                        new Step.Verify(List.of(), false),
                        new Step.Expose(true, Map.of()))));
    }

    private Path mark() {
        return folder.resolve("mark");
    }

    /** Variables that a program gets; files are written. */
    private Map<String, String> plant(List<Plant> plants) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Plant plant : plants) {
            String content = plant.content
                    .replace("@DECOY@", address(decoy))
                    .replace("@PROXY@", address(decoy).replaceAll("/pypi.*", ""))
                    .replace("@HOME@", home.toString());
            if (plant.place.contains("/")) {
                Path file = folder.resolve("planted").resolve(plant.place);
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            } else {
                variables.put(plant.place, content);
            }
        }
        return variables;
    }

    private static String address(LocalIndex of) {
        return of.sources().stream()
                .filter(source -> source.name().equals(Source.PYPI))
                .map(AvailableSource::url)
                .findFirst()
                .orElseThrow();
    }

    private String bare(Bare program, Map<String, String> variables) throws Exception {
        Path uv = TestMachine.uv(layout).locate(List.of());
        Path scratch = Files.createTempDirectory(folder, "bare");
        Path asked = Files.writeString(scratch.resolve("requirements.in"), "numpy\n");
        List<String> line = switch (program) {
            case UV -> List.of(uv.toString(), "pip", "compile", "--quiet", "--no-cache", asked.toString());
            case UV_BY_PROXY ->
                List.of(
                        uv.toString(),
                        "pip",
                        "compile",
                        "--quiet",
                        "--no-cache",
                        "--default-index",
                        "http://nowhere.invalid/pypi/",
                        asked.toString());
            case PIP ->
                List.of(
                        TestConda.python(),
                        "-m",
                        "pip",
                        "download",
                        "--quiet",
                        "--retries=0",
                        "--no-cache-dir",
                        "--disable-pip-version-check",
                        "--dest",
                        scratch.toString(),
                        "wrapper");
            case PYTHON -> List.of("/usr/bin/python3", "-c", "pass");
            case SHELL -> List.of("/bin/true");
            case CONDA ->
                List.of(
                        TestConda.folder().resolve("micromamba").toString(),
                        "install",
                        "--json",
                        "--override-channels",
                        "--channel",
                        "file://" + channel,
                        "--dry-run",
                        "python",
                        "numpy",
                        "pytorch");
        };
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put("CONDA_PKGS_DIRS", folder.resolve("bare-packages").toString());
        all.put("MAMBA_ADD_PIP_AS_PYTHON_DEPENDENCY", "false");
        Process process = start(line, all);
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(folder.resolve("said"));
        assertThat(ended).as(said).isTrue();
        return said;
    }

    /** Only the program gets the variables, and not those that make the namespace. */
    private Process start(List<String> program, Map<String, String> variables) throws IOException {
        List<String> line = new ArrayList<>(new PlantedEtc(etc).starter());
        line.add("/usr/bin/env");
        variables.forEach((name, value) -> line.add(name + "=" + value));
        line.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }
}
