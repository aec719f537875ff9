package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.ArchiveServer;
import io.lamplighter.agent.fixture.Runfile;
import io.lamplighter.agent.fixture.TarBall;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose.Extra;
import io.lamplighter.api.plan.Step.ProveToolkit;
import io.lamplighter.api.plan.Step.ToolkitProduct;
import io.lamplighter.api.plan.Step.UnpackToolkit;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Toolkits through the whole engine, from archives in the layout of NVIDIA's. */
class ToolkitEngineTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String CUDA = "cuda.tar.gz";
    private static final String CUDNN = "cudnn.tar.xz";

    @TempDir
    Path folder;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private ArchiveServer server;
    private Layout layout;
    private @Nullable Engine engine;

    @BeforeEach
    void serve() throws IOException {
        server = new ArchiveServer();
        layout = new Layout(folder.toRealPath());
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (engine != null) {
            engine.stop();
        }
        server.close();
    }

    @Test
    void unpacksProvesSwitchesAndShowsAModule() throws Exception {
        PlanDocument plan = plan("12.6.3", List.of(cuda()), "9.5.1", cudnn());

        RunReport last = run(1, plan);

        Path generation = layout.current(LAB).toRealPath();
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.candidate()).isEqualTo("CUDA 12.6.3 with cuDNN 9.5.1");
        assertThat(last.installed())
                .containsExactly(new InstalledPackage("cuda", "12.6.3"), new InstalledPackage("cudnn", "9.5.1"));
        assertThat(last.checks())
                .extracting(CheckResult::check, CheckResult::result)
                .containsExactly(
                        tuple("nvcc", Result.PASSED),
                        tuple("version", Result.PASSED),
                        tuple("libcudart.so", Result.PASSED),
                        tuple("cudnn", Result.PASSED),
                        tuple("libcudnn.so", Result.PASSED),
                        tuple("deviceQuery", Result.NOT_APPLICABLE));
        assertThat(generation.resolve("lib64/libcudnn.so.9")).exists();
        assertThat(generation.resolve("include/cudnn_version.h")).exists();
        assertThat(Files.readString(layout.modules().resolve("lamplighter/lab")))
                .contains("setenv CUDA_HOME \"" + generation + "\"", "prepend-path PATH \"" + generation + "/bin\"");
        assertThat(layout.archives()).isEmptyDirectory();
    }

    @Test
    void takesTheComponentsThatNvidiaRedistributesIntoOnePrefix() throws Exception {
        Archive compiler = server.serve(
                "cuda_nvcc.tar.xz",
                TarBall.xz(tar -> tar.nvcc("cuda_nvcc-12.6.85/bin/nvcc", "12.6")
                        .file("cuda_nvcc-12.6.85/LICENSE", "of the compiler")));
        Archive runtime = server.serve(
                "cuda_cudart.tar.xz",
                TarBall.xz(tar -> tar.library("cuda_cudart-12.6.77/lib/libcudart.so.12.6.77")
                        .link("cuda_cudart-12.6.77/lib/libcudart.so", "libcudart.so.12.6.77")
                        .file("cuda_cudart-12.6.77/LICENSE", "of the runtime")));

        RunReport last = run(1, plan("12.6.3", List.of(compiler, runtime), null, null));

        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(layout.current(LAB).toRealPath().resolve("lib64/libcudart.so"))
                .exists();
    }

    @Test
    void letsNvidiasInstallerPutCudaIntoThePrefixAndUnpacksCudnnBesideIt() throws Exception {
        Archive runfile = server.serve("cuda_12.6.3_linux.run", Runfile.of(":", tar -> whole(tar, "12.6.3")));

        RunReport last = run(1, installed(runfile, "9.5.1", cudnn()));

        Path generation = layout.current(LAB).toRealPath();
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.installed())
                .containsExactly(new InstalledPackage("cuda", "12.6.3"), new InstalledPackage("cudnn", "9.5.1"));
        assertThat(generation.resolve("bin/nvcc")).isExecutable();
        assertThat(generation.resolve("include/cudnn_version.h")).exists();
    }

    @Test
    void saysWhatNvidiasInstallerSaidWhenItFails() throws Exception {
        Archive runfile = server.serve(
                "cuda_12.6.3_linux.run",
                Runfile.of("echo 'Missing: libncurses.so.5'; exit 1", tar -> whole(tar, "12.6.3")));

        RunReport last = run(1, installed(runfile, null, null));

        assertThat(failure(last).signature()).hasToString("INSTALLER_FAILED:cuda_12.6.3_linux.run");
        assertThat(failure(last).log()).contains("Missing: libncurses.so.5");
        assertThat(layout.current(LAB)).doesNotExist();
    }

    private static PlanDocument installed(Archive runfile, @Nullable String cudnn, @Nullable Archive archive) {
        ToolkitVersion version = new ToolkitVersion("12.6.3");
        ToolkitVersion ofCudnn = cudnn == null ? null : new ToolkitVersion(cudnn);
        List<Step> steps = new ArrayList<>(List.of(new Step.RunToolkitInstaller(version, runfile)));
        if (ofCudnn != null) {
            steps.add(new UnpackToolkit(ToolkitProduct.CUDNN, ofCudnn, List.of(Objects.requireNonNull(archive))));
        }
        steps.add(new ProveToolkit(version, ofCudnn, Platform.LINUX_X86_64, false));
        steps.add(new Step.Expose(false, null, List.of(Extra.TOOLKIT_MODULE), Map.of()));
        return PlanDocument.of(new Plan(Plan.FORMAT, LAB, steps));
    }

    @Test
    void asksTheGpusWhereThereAreSome() throws Exception {
        PlanDocument plan = plan("12.6.3", List.of(cudaWithDeviceQuery("echo Result = PASS")), true);

        RunReport last = run(1, plan);

        assertThat(last.checks())
                .filteredOn(check -> check.check().equals("deviceQuery"))
                .extracting(CheckResult::detail)
                .containsExactly("Result = PASS");
    }

    @Test
    void isNotSwitchedToWhenTheGpusDoNotAnswer() throws Exception {
        String says = "echo cudaGetDeviceCount returned 35; echo Result = FAIL; exit 1";

        RunReport last = run(1, plan("12.6.3", List.of(cudaWithDeviceQuery(says)), true));

        assertThat(last.state()).isEqualTo(RunState.FAILED);
        assertThat(layout.current(LAB)).doesNotExist();
    }

    /** What is wrong, and by what it is known. */
    record Wrong(String signature, String says, Consumer<TarBall> cuda) {
        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong(
                        "VERIFICATION_FAILED",
                        "nvcc -V says release 12.4, and the manifest asks for 12.6",
                        tar -> tar.nvcc("bin/nvcc", "12.4").library("lib64/libcudart.so.12")),
                new Wrong(
                        "VERIFICATION_FAILED",
                        "the toolkit says CUDA 12.6.2, and the manifest asks for 12.6.3",
                        tar -> whole(tar, "12.6.2")),
                new Wrong("VERIFICATION_FAILED", "there is no bin/nvcc", tar -> tar.library("lib64/libcudart.so.12")),
                new Wrong(
                        "VERIFICATION_FAILED",
                        "lib64/libcudart.so.12 is no library for linux-x86_64",
                        tar -> tar.nvcc("bin/nvcc", "12.6").libraryOfAnotherMachine("lib64/libcudart.so.12")),
                new Wrong("VERIFICATION_FAILED", "there is no lib64/libcudart.so", tar -> tar.nvcc("bin/nvcc", "12.6")),
                new Wrong(
                        "ARCHIVE_REFUSED",
                        "it has an entry outside of it: ../../escaped",
                        tar -> whole(tar, "12.6.3").file("../../escaped", "hello")),
                new Wrong(
                        "ARCHIVE_REFUSED",
                        "it has an entry outside of it: /tmp/escaped",
                        tar -> whole(tar, "12.6.3").file("/tmp/escaped", "hello")),
                new Wrong(
                        "ARCHIVE_REFUSED",
                        "it has a link out of it: lib64/passwd -> /etc/passwd",
                        tar -> whole(tar, "12.6.3").link("lib64/passwd", "/etc/passwd")),
                new Wrong(
                        "ARCHIVE_REFUSED",
                        "it has a link out of it: up -> ../..",
                        tar -> whole(tar, "12.6.3").link("up", "../..")),
                new Wrong(
                        "ARCHIVE_REFUSED",
                        "it has a link out of it: deep/out",
                        tar -> whole(tar, "12.6.3").link("deep/bin", "../bin").link("deep/out", "bin/../../..")),
                new Wrong(
                        "ARCHIVE_REFUSED",
                        "it has a link to nothing in it: lib64/gone.so",
                        tar -> whole(tar, "12.6.3").link("lib64/gone.so", "nowhere.so")),
                new Wrong(
                        "ARCHIVE_REFUSED",
                        "it has bin/nvcc, which is there already",
                        tar -> whole(tar, "12.6.3").nvcc("bin/nvcc", "12.6")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void keepsWhatWorksWhenAnArchiveIsNotWhatItShouldBe(Wrong wrong) throws Exception {
        run(1, plan("12.6.3", List.of(cuda()), null, null));
        Path before = layout.current(LAB).toRealPath();
        Archive other = server.serve("other.tar.gz", TarBall.gz(wrong.cuda()));

        RunReport last = run(2, plan("12.6.3", List.of(other), null, null));

        assertThat(failure(last).signature().value()).startsWith(wrong.signature());
        assertThat(failure(last).message() + last.checks()).contains(wrong.says());
        assertThat(layout.current(LAB).toRealPath()).isEqualTo(before);
        assertThat(folder.resolve("environments/escaped")).doesNotExist();
    }

    @Test
    void refusesACudnnOfAnotherVersion() throws Exception {
        RunReport last = run(1, plan("12.6.3", List.of(cuda()), "9.6.0", cudnn()));

        assertThat(failure(last).message() + last.checks())
                .contains("include/cudnn_version.h says 9.5.1, and the manifest asks for 9.6.0");
    }

    @Test
    void refusesAnArchiveWithAnotherDigest() throws Exception {
        cuda();
        Archive other = server.named(CUDA, Sha256.of("something else"));

        RunReport last = run(1, plan("12.6.3", List.of(other), null, null));

        assertThat(failure(last).signature().value()).startsWith("HASH_MISMATCH");
        assertThat(layout.archives()).isEmptyDirectory();
        assertThat(layout.current(LAB)).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = {"PREPARING", "SOLVING", "BUILDING", "VERIFYING", "SEALING", "ACTIVATING", "EXPOSING"})
    void isFinishedByTheNextAgentWhenThisOneIsKilled(RunState state) throws Exception {
        PlanDocument plan = plan("12.6.3", List.of(cuda()), "9.5.1", cudnn());
        Path assignment =
                Files.writeString(folder.resolve("assignment"), Wire.write(Samples.assignment(1, List.of(), plan)));
        Process killed = AgentUnderTest.start(layout, assignment, "enter", state.name());
        assertThat(killed.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        RunReport last = run(1, plan);

        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(layout.current(LAB).toRealPath().resolve("lib64/libcudnn.so.9"))
                .exists();
        assertThat(layout.generations(LAB).toFile().list()).hasSize(1);
        assertThat(server.timesFetched(CUDA)).isEqualTo(1);
    }

    @Test
    void beginsNothingThatTheDiskCannotHoldWhereverTheArchiveIs() throws Exception {
        Archive archive = cuda();
        Path fetched = Files.createDirectories(layout.archives())
                .resolve(archive.sha256().hex());
        try (RandomAccessFile content = new RandomAccessFile(fetched.toFile(), "rw")) {
            content.setLength(Files.getFileStore(folder).getUsableSpace()); // a hole, which takes no room
        }

        RunReport last = run(1, plan("12.6.3", List.of(archive), null, null));

        assertThat(failure(last).signature().value()).isEqualTo("DISK_FULL");
        assertThat(layout.current(LAB)).doesNotExist();
    }

    @Test
    void isBuiltAnewWhenSomebodyTookALibraryAway() throws Exception {
        PlanDocument plan = plan("12.6.3", List.of(cuda()), null, null);
        run(1, plan);
        Path before = layout.current(LAB).toRealPath();
        Files.delete(before.resolve("lib64/libcudart.so"));

        run(2, plan);

        await().atMost(LONG).until(() -> !layout.current(LAB).toRealPath().equals(before));
        assertThat(layout.current(LAB).toRealPath().resolve("lib64/libcudart.so"))
                .exists();
    }

    private RunReport run(long revision, PlanDocument plan) throws IOException, InterruptedException {
        reports.clear();
        if (engine == null) {
            engine = AgentUnderTest.engine(
                    layout, TestConfig.PATIENT, reports::add, new FileJournal(layout, new ProcessGroups().bootId()));
            engine.start();
        }
        engine.act(Samples.assignment(revision, List.of(), plan));
        await().atMost(LONG)
                .until(() -> reports.stream().anyMatch(report -> report.state().isFinal()));
        return reports.getLast();
    }

    private static Failure failure(RunReport report) {
        Failure failure = report.failure();
        assertThat(failure).as("%s", report).isNotNull();
        return Objects.requireNonNull(failure);
    }

    private Archive cuda() {
        return server.serve(CUDA, TarBall.gz(tar -> whole(tar, "12.6.3")));
    }

    private Archive cudaWithDeviceQuery(String script) {
        return server.serve(
                CUDA, TarBall.gz(tar -> whole(tar, "12.6.3").program("extras/demo_suite/deviceQuery", script)));
    }

    private Archive cudnn() {
        String top = "cudnn-linux-x86_64-9.5.1.17_cuda12-archive/";
        return server.serve(
                CUDNN,
                TarBall.xz(tar -> tar.cudnnHeader(top + "include/cudnn_version.h", 9, 5, 1)
                        .library(top + "lib/libcudnn.so.9")
                        .link(top + "lib/libcudnn.so", "libcudnn.so.9")
                        .file(top + "LICENSE", "of cuDNN")));
    }

    /** As an installer leaves it: libraries and headers below the target, and links to them. */
    private static TarBall whole(TarBall tar, String version) {
        return tar.nvcc("bin/nvcc", version.substring(0, version.lastIndexOf('.')))
                .file("version.json", """
                        {"cuda": {"name": "CUDA SDK", "version": "%s"}, "nvcc": {"version": "12.6.85"}}
                        """.formatted(version))
                .file("LICENSE", "of CUDA")
                .file("targets/x86_64-linux/include/cuda.h", "#define CUDA_VERSION 12060\n")
                .library("targets/x86_64-linux/lib/libcudart.so.12.6.77")
                .link("targets/x86_64-linux/lib/libcudart.so", "libcudart.so.12.6.77")
                .link("lib64", "targets/x86_64-linux/lib")
                .link("include", "targets/x86_64-linux/include");
    }

    private static PlanDocument plan(
            String cuda, List<Archive> archives, @Nullable String cudnn, @Nullable Archive archive) {
        return plan(cuda, archives, cudnn, archive, false);
    }

    private static PlanDocument plan(String cuda, List<Archive> archives, boolean onGpus) {
        return plan(cuda, archives, null, null, onGpus);
    }

    private static PlanDocument plan(
            String cuda, List<Archive> archives, @Nullable String cudnn, @Nullable Archive archive, boolean onGpus) {
        List<Step> steps = new ArrayList<>();
        steps.add(new UnpackToolkit(ToolkitProduct.CUDA, new ToolkitVersion(cuda), archives));
        ToolkitVersion version = cudnn == null ? null : new ToolkitVersion(cudnn);
        if (version != null && archive != null) {
            steps.add(new UnpackToolkit(ToolkitProduct.CUDNN, version, List.of(archive)));
        }
        steps.add(new ProveToolkit(new ToolkitVersion(cuda), version, Platform.LINUX_X86_64, onGpus));
        steps.add(new Step.Expose(false, null, List.of(Extra.TOOLKIT_MODULE), Map.of()));
        return PlanDocument.of(new Plan(Plan.FORMAT, LAB, steps));
    }
}
