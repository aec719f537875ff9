package io.lamplighter.agent.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.StubTorch;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.RequirementNames;
import io.lamplighter.agent.installer.UvInstaller;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.verification.Verifier.Extent;
import io.lamplighter.agent.verification.Verifier.Request;
import io.lamplighter.agent.verification.Verifier.Roots;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.manifest.GpuUuid;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verification program as it is shipped, in an environment of the real uv that stub packages are put into. */
class PythonVerifierTest {
    @TempDir
    Path folder;

    private Path generation;
    private Verifier verifier;

    @BeforeEach
    void makeAnEnvironment() throws Exception {
        Layout layout = TestMachine.layout(folder);
        UvInstaller installer = TestMachine.installer(layout);
        generation = folder.toRealPath().resolve("generation");
        installer.create(generation, TestMachine.python(), List.of(), CommandWatch.NOTHING);
        verifier = new PythonVerifier(layout, TestMachine.commands(layout), installer);
    }

    @Test
    void provesATorchThatComputesOnTheCpu() throws Exception {
        put(StubTorch.wheel("2.10.0", "cpu"));
        put(StubWheel.of("typing_extensions", "4.16.0"));

        Verdict verdict = verify(List.of("torch"), true, false, Check.values());

        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.checks().stream()
                        .map(check -> check.check() + " " + check.result().label()))
                .containsExactly(
                        "files passed",
                        "imports passed",
                        "consistency passed",
                        "tensor passed",
                        "cuda not_applicable",
                        "autograd passed",
                        "dataloader passed");
    }

    @Test
    void tellsABuildWithCudaOnAMachineWithoutADriverApart() throws Exception {
        put(StubTorch.wheel("2.10.0", "cu126"));

        assertThat(verify(List.of(), false, false, Check.CUDA)
                        .checks()
                        .getLast()
                        .result())
                .isEqualTo(Result.NOT_APPLICABLE);
    }

    @Test
    void failsWhenTheGpuIsRequiredAndNothingComputesOnIt() throws Exception {
        put(StubTorch.wheel("2.10.0", "cu126"));

        Verdict verdict = verify(List.of(), false, true, Check.CUDA);

        assertThat(verdict.failure().orElseThrow().diagnosis().signature()).hasToString("TORCH_CPU_ONLY_BUILD");
        assertThat(verdict.checks().getLast().detail()).contains("Found no NVIDIA driver");
    }

    @Test
    void neverTakesABusyGpuForAFailure() throws Exception {
        put(StubWheel.of("torch", "1", Map.of("torch/__init__.py", """
                class version:
                    cuda = "12.6"
                class cuda:
                    @staticmethod
                    def init():
                        raise RuntimeError("CUDA error: CUDA-capable device(s) is/are busy or unavailable")
                """)));

        Verdict verdict = verify(List.of(), false, true, Check.CUDA);

        assertThat(verdict.isInconclusive()).isTrue();
        assertThat(verdict.failure()).isEmpty();
    }

    @Test
    void countsTheRuntimesDevicesAndNotThoseThatNvmlLists() throws Exception {
        put(StubWheel.of("torch", "1", Map.of("torch/__init__.py", """
                class version:
                    cuda = "12.6"
                class _C:
                    _cuda_getDeviceCount = staticmethod(lambda: 1)
                class cuda:
                    init = staticmethod(lambda: None)
                    get_device_name = staticmethod(lambda device: "NVIDIA H100")
                    device_count = staticmethod(lambda: 2)
                    _device_count_nvml = staticmethod(lambda: 2)
                """)));

        CheckResult cuda = verify(List.of(), false, true, Check.CUDA).checks().getLast();

        assertThat(cuda.result()).isEqualTo(Result.FAILED);
        assertThat(cuda.detail()).contains("the driver lists 2 GPUs, the CUDA runtime computes on 1");
    }

    @Test
    void namesAGpuThatTheBuildHasNoCodeFor() throws Exception {
        put(StubWheel.of("torch", "1", Map.of("torch/__init__.py", """
                class version:
                    cuda = "12.6"
                class _C:
                    _cuda_getDeviceCount = staticmethod(lambda: 1)
                class cuda:
                    init = staticmethod(lambda: None)
                    get_device_name = staticmethod(lambda device: "NVIDIA GeForce GTX 1080")
                    get_device_capability = staticmethod(lambda device: (6, 1))
                    get_arch_list = staticmethod(lambda: ["sm_75", "sm_80", "sm_90", "compute_90"])
                """)));

        Verdict verdict = verify(List.of(), false, true, Check.CUDA);

        assertThat(verdict.failure().orElseThrow().diagnosis().signature()).hasToString("TORCH_NO_KERNEL_IMAGE:sm_61");
    }

    @Test
    void tellsWhatEachGpuDid() throws Exception {
        put(ThreeGpus.wheel("is_busy(1)"));

        CheckResult cuda = cudaOn("all");

        assertThat(cuda.result()).isEqualTo(Result.FAILED);
        assertThat(cuda.detail()).startsWith("GPU 2 (Quadro K420): AssertionError: GPU 2 with CUDA capability sm_30");
        assertThat(told(cuda))
                .containsExactly(
                        "0 H100 GPU-00000000-0000-0000-0000-000000000000 passed",
                        "1 H100 GPU-00000000-0000-0000-0000-000000000001 inconclusive",
                        "2 Quadro K420 GPU-00000000-0000-0000-0000-000000000002 failed");
    }

    @Test
    void asksNothingOfAGpuThatDoesNotCount() throws Exception {
        put(ThreeGpus.wheel("works"));

        CheckResult cuda = cudaOn(">=7.0");

        assertThat(cuda.result()).isEqualTo(Result.PASSED);
        assertThat(told(cuda)).hasSize(2).noneMatch(gpu -> gpu.contains("K420"));
    }

    @Test
    void letsCudaSeeOnlyTheGpusThatAreListed() throws Exception {
        put(ThreeGpus.wheel("works"));

        CheckResult cuda = cudaOn("GPU-00000000-0000-0000-0000-000000000001");

        assertThat(told(cuda)).containsExactly("0 H100 GPU-00000000-0000-0000-0000-000000000001 passed");
    }

    @Test
    void triesNoGpuAfterOneThatMayHaveSpoiltTheProcess() throws Exception {
        put(ThreeGpus.wheel("is_ill(0)"));

        CheckResult cuda = cudaOn(">=7.0");

        assertThat(cuda.detail()).contains("an illegal memory access was encountered");
        assertThat(told(cuda)).element(1).asString().endsWith("inconclusive");
    }

    @Test
    void endsWhatACheckThatTookTooLongHasStarted() throws Exception {
        put(StubWheel.of("hanging", "1", Map.of("hanging.py", """
                import os, subprocess, time
                worker = subprocess.Popen(["sleep", "600"], start_new_session=True)
                with open(os.path.join(os.path.dirname(__file__), "worker"), "w") as file:
                    file.write(str(worker.pid))
                time.sleep(600)
                """)));
        Layout layout = TestMachine.layout(folder);
        verifier = new PythonVerifier(
                layout, TestMachine.commands(layout), TestMachine.installer(layout), Duration.ofSeconds(3));

        CheckResult imports = verify(List.of("hanging"), false, false).checks().getFirst();

        assertThat(imports.detail()).isEqualTo("no result within 3 s");
        long worker = Long.parseLong(Files.readString(sitePackages().resolve("worker")));
        assertThat(ProcessHandle.of(worker)).isEmpty();
    }

    @Test
    void namesWhatAFailingImportSays() throws Exception {
        put(StubWheel.of("broken", "1", Map.of("broken/__init__.py", "import not_there\n")));

        Verdict verdict = verify(List.of("broken"), false, false);

        assertThat(verdict.failure().orElseThrow().diagnosis().signature()).hasToString("VERIFICATION_FAILED:imports");
        assertThat(verdict.checks().getFirst().detail()).isEqualTo("ModuleNotFoundError: No module named 'not_there'");
    }

    @Test
    void outlivesAnImportThatCrashesTheInterpreter() throws Exception {
        put(StubWheel.of(
                "crashing", "1", Map.of("crashing.py", "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")));

        CheckResult imports = verify(List.of("crashing"), false, false).checks().getFirst();

        assertThat(imports.result()).isEqualTo(Result.FAILED);
        assertThat(imports.detail()).startsWith("killed by signal 11");
    }

    @Test
    void acceptsAPackageWithoutAModuleAndOneForAnotherPlatform() throws Exception {
        put(StubWheel.of("data_only", "1", Map.of("data_only.txt", "")));

        Verdict verdict = verify(List.of("data-only", "pywin32; sys_platform == 'win32'"), false, false);

        assertThat(verdict.failure()).isEmpty();
    }

    @Test
    void startsNothingOfAPackageWithAFileThatWasAltered() throws Exception {
        put(StubWheel.of("sound", "1", Map.of("sound.py", "open('started', 'w')\n")));
        Path altered = sitePackages().resolve("sound.py");
        Files.writeString(altered, "open('started', 'w').write('by somebody else')\n");

        Verdict verdict = verify(List.of("sound"), true, false);

        assertThat(verdict.checks())
                .singleElement()
                .satisfies(files -> assertThat(files.detail())
                        .startsWith("not as their packages recorded them: lib/python3")
                        .endsWith("/site-packages/sound.py"));
        assertThat(verdict.failure().orElseThrow().diagnosis().signature()).hasToString("FILES_DAMAGED");
    }

    @Test
    void findsAPackageWhoseWishIsNotMet() throws Exception {
        put(StubWheel.of("wishing", "1", "missing>=2"));

        CheckResult consistency =
                verify(List.of("wishing"), true, false).checks().get(2);

        assertThat(consistency.result()).isEqualTo(Result.FAILED);
        assertThat(consistency.detail()).contains("missing");
    }

    @Test
    void looksLightlyAtWhatCanBeImportedAndFitsTogether() throws Exception {
        put(StubWheel.of("wishing", "1", "missing>=2"));
        var whole = new Request(
                generation,
                new Roots(Set.of("wishing"), Set.of()),
                Extent.WHOLE,
                List.of(Check.TENSOR),
                false,
                GpuScope.ALL,
                Map.of());

        Verdict verdict = verify(whole.lightly());

        assertThat(verdict.checks()).extracting(CheckResult::check).containsExactly("imports", "consistency");
        assertThat(verdict.checks()).extracting(CheckResult::result).containsExactly(Result.PASSED, Result.FAILED);
    }

    @Test
    void seesNothingOfTheAccountsOwnPackagesAndTheVariablesOfTheSpec() throws Exception {
        put(StubWheel.of("looking", "1", Map.of("looking.py", """
                import os, site, sys
                assert not site.ENABLE_USER_SITE and sys.flags.isolated
                assert os.environ["LAB_CACHE"] == "/data/cache" and "PYTHONPATH" not in os.environ
                """)));
        var request = new Request(
                generation,
                new Roots(Set.of("looking"), Set.of()),
                Extent.STAGE,
                List.of(),
                false,
                GpuScope.ALL,
                Map.of(new VariableName("LAB_CACHE"), "/data/cache"));

        assertThat(verifier.verify(request, CommandWatch.NOTHING).failure()).isEmpty();
    }

    @Test
    void readsResultsBetweenWhatLibrariesPrint() throws Exception {
        var output = """
                {"not": "ours"}
                a warning
                {"check": "imports", "result": "passed", "detail": "d", "log": "", "seconds": 1.5}
                """;

        var answers = PythonVerifier.read(new Exited(0, output), List.of("imports"));

        assertThat(answers.getFirst().result().took()).hasMillis(1500);
    }

    @Test
    void doesNotTakeAProgramThatStoppedForOneThatFoundNothing() {
        assertThatThrownBy(() -> PythonVerifier.read(new Exited(1, "Traceback: boom"), List.of("imports")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("VERIFICATION_FAILED");
    }

    private Verdict verify(List<String> roots, boolean consistency, boolean cuda, Check... checks) throws Exception {
        return verify(new Request(
                generation,
                new Roots(RequirementNames.of(roots), Set.of()),
                consistency ? Extent.WHOLE : Extent.STAGE,
                List.of(checks),
                cuda,
                GpuScope.ALL,
                Map.of()));
    }

    private Verdict verify(Request request) throws Exception {
        return verifier.verify(request, CommandWatch.NOTHING);
    }

    private CheckResult cudaOn(String gpus) throws Exception {
        GpuScope scope =
                gpus.startsWith("GPU-") ? new GpuScope(null, List.of(new GpuUuid(gpus))) : GpuScope.parse(gpus);
        return verify(new Request(
                        generation,
                        new Roots(Set.of(), Set.of()),
                        Extent.STAGE,
                        List.of(Check.CUDA),
                        true,
                        scope,
                        Map.of()))
                .checks()
                .getLast();
    }

    private static List<String> told(CheckResult cuda) {
        return Objects.requireNonNull(cuda.gpus()).stream()
                .map(gpu -> gpu.device() + " " + gpu.name() + " " + gpu.uuid() + " "
                        + gpu.result().label())
                .toList();
    }

    private void put(StubWheel wheel) throws IOException {
        wheel.unpack(sitePackages());
    }

    private Path sitePackages() throws IOException {
        try (Stream<Path> pythons = Files.list(generation.resolve("lib"))) {
            return pythons.findFirst().orElseThrow().resolve("site-packages");
        }
    }
}
