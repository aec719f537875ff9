package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.ArchiveServer;
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
    @TempDir
    Path scratch;

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
        PolicyRules rules = new PolicyRules(
                List.of(new HostPattern("127.0.0.1")),
                List.of(StepKind.UNPACK_TOOLKIT, StepKind.PROVE_TOOLKIT, StepKind.EXPOSE),
                List.of(),
                List.of(),
                false);
        engine = SystemEngine.on(
                machine,
                machine.builder().name(),
                () -> new Policy("the test", rules),
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

    private RunReport run(String nvcc) {
        Archive archive = server.serve(
                "cuda.tar.gz",
                TarBall.gz(tar -> tar.program("cuda-12.6/bin/nvcc", nvcc)
                        .library("cuda-12.6/lib64/libcudart.so.12")
                        .link("cuda-12.6/lib64/libcudart.so", "libcudart.so.12")));
        ToolkitVersion version = new ToolkitVersion("12.6.3");
        PlanDocument plan = PlanDocument.of(new Plan(
                Plan.FORMAT,
                LAB,
                List.of(
                        new Step.UnpackToolkit(Step.ToolkitProduct.CUDA, version, List.of(archive)),
                        new Step.ProveToolkit(version, null, Platform.LINUX_X86_64, false),
                        new Step.Expose(false, null, List.of(Extra.TOOLKIT_MODULE), Map.of()))));
        engine.act(assignment(1, List.of(), plan));
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty() && reports.getLast().state().isFinal());
        return reports.getLast();
    }
}
