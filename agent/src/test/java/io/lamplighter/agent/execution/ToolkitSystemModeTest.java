package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.ArchiveServer;
import io.lamplighter.agent.fixture.Runfile;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TarBall;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.policy.StepKind;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose.Extra;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Toolkits in system mode: what is in an archive runs without privileges and without a network. Runs as root. */
class ToolkitSystemModeTest {
    private static final ToolkitVersion VERSION = new ToolkitVersion("12.6.3");

    @TempDir
    Path scratch;

    private final List<StepKind> allowed =
            new CopyOnWriteArrayList<>(List.of(StepKind.UNPACK_TOOLKIT, StepKind.PROVE_TOOLKIT, StepKind.EXPOSE));
    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private ArchiveServer server;
    private SystemMachine machine;
    private Layout layout;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        server = new ArchiveServer();
        machine = SystemMachine.make(scratch);
        layout = machine.layout();
        engine = SystemEngine.on(
                machine,
                machine.builder().name(),
                () -> new Policy(
                        "the test",
                        new PolicyRules(List.of(new HostPattern("127.0.0.1")), allowed, List.of(), List.of(), false)),
                List.of(),
                List.of(),
                PlanLocks.NONE,
                reports::add);
        engine.start();
    }

    @AfterEach
    void stop() throws Exception {
        engine.stop();
        machine.close();
        server.close();
    }

    @Test
    void provesAsTheBuilderAndLeavesEverythingToRoot() throws Exception {
        RunReport done = run("""
                [ "$(id -u)" != 0 ] || exit 4
                ! touch "${0%/*}/planted" 2>/dev/null || exit 5
                [ "$(grep -c : /proc/net/dev)" = 1 ] || exit 6
                echo "Cuda compilation tools, release 12.6, V12.6.85"
                """);

        assertThat(done.failure()).isNull();
        Path generation = layout.generation(LAB, Objects.requireNonNull(done.generation()));
        assertThat(generation.resolve("bin/planted")).doesNotExist();
        SystemEngine.shouldBeRootsAlone(generation);
    }

    @Test
    void isNotSwitchedToWhenItsCompilerDoesNotEndWell() {
        RunReport failed = run("exit 3");

        assertThat(failed.checks())
                .extracting(CheckResult::detail)
                .contains("nvcc -V says no release; it ended with 3");
        assertThat(layout.current(LAB)).doesNotExist();
    }

    @Test
    void runsNvidiasInstallerAsTheBuilderWithoutANetwork() throws Exception {
        allowed.add(StepKind.RUN_TOOLKIT_INSTALLER);

        RunReport done = run(runfile());

        assertThat(done.failure()).isNull();
        Path generation = layout.generation(LAB, Objects.requireNonNull(done.generation()));
        assertThat(generation.resolve("installed-by"))
                .hasContent(machine.builder().name());
        SystemEngine.shouldBeRootsAlone(generation);
    }

    @Test
    void runsNoInstallerThatThePolicyDoesNotAllow() {
        RunReport failed = run(runfile());

        assertThat(failed.failure())
                .isNotNull()
                .satisfies(failure -> assertThat(failure.signature().id()).isEqualTo("POLICY_REFUSED"));
        assertThat(server.timesFetched("cuda_12.6.3_linux.run")).isZero();
    }

    private Step runfile() {
        String attacks = """
                id -un > installed-by
                for place in %s %s /etc; do ! touch "$place/planted" 2>/dev/null || exit 6; done
                [ "$(grep -c : /proc/net/dev)" = 1 ] || exit 7""".formatted(layout.bin(), layout.archives());
        Archive runfile = server.serve(
                "cuda_12.6.3_linux.run",
                Runfile.of(
                        attacks,
                        tar -> tar.nvcc("bin/nvcc", "12.6")
                                .library("lib64/libcudart.so.12")
                                .link("lib64/libcudart.so", "libcudart.so.12")));
        return new Step.RunToolkitInstaller(VERSION, runfile);
    }

    private RunReport run(String nvcc) {
        Archive archive = server.serve(
                "cuda.tar.gz",
                TarBall.gz(tar -> tar.program("cuda-12.6/bin/nvcc", nvcc)
                        .library("cuda-12.6/lib64/libcudart.so.12")
                        .link("cuda-12.6/lib64/libcudart.so", "libcudart.so.12")));
        return run(new Step.UnpackToolkit(Step.ToolkitProduct.CUDA, VERSION, List.of(archive)));
    }

    private RunReport run(Step first) {
        PlanDocument plan = PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        first,
                        new Step.ProveToolkit(VERSION, null, Platform.LINUX_X86_64, false),
                        new Step.Expose(false, null, List.of(Extra.TOOLKIT_MODULE), Map.of()))));
        engine.act(assignment(1, List.of(), plan));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty() && reports.getLast().state().isFinal());
        return reports.getLast();
    }
}
