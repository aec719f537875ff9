package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.ArchiveUrl;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Annotations;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Manifest.Metadata;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.manifest.Toolkit.Part;
import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Resolution.Rejected;
import io.lamplighter.api.plan.Resolution.Resolved;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.ProveToolkit;
import io.lamplighter.api.plan.Step.ToolkitProduct;
import io.lamplighter.api.plan.Step.UnpackToolkit;
import io.lamplighter.planner.Planner.Decision;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolkitTest {
    private static final Planner PLANNER = Planner.shipped();
    private static final CudaState NEW_DRIVER = new CudaState.Loaded("580.95.05", "13.0");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            580.95.05 | 8.6  | 12.6.3   | 9.5.1    |
            580.95.05 | 8.6  | 12.6.3   | 9.5.1.17 |
            580.95.05 | 8.6  | 12.6.3   | -        |
            560.35.05 | 8.6  | 12.6.3   | 9.5.1    |
            535.54.03 | 8.6  | 12.6.3   | 9.5.1    | driver 535.54.03 runs CUDA 12.6 by minor-version compatibility: what its compiler leaves as PTX does not run before driver 560.28.03
            580.95.05 | 7.5  | 10.2.89  | 7.6.5    | whether cuDNN 7.6.5 covers GPU (7.5) is not known
            580.95.05 | 8.6  | 12.8.1   | 9.5.1    | cuDNN 9.5.1 is made for CUDA 11.0 to 11.8 and CUDA 12.0 to 12.6; with CUDA 12.8 it is not listed
            580.95.05 | 8.6  | 12.6.3   | 9.6.0    | for which CUDA cuDNN 9.6.0 is made is not known
            580.95.05 | 12.0 | 12.6.3   | -        | the compiler of CUDA 12.6 knows GPU (12.0) only as PTX: CUDA 12.8 is the first with code for it
            999.1     | 8.6  | 14.0.0   | -        | which driver CUDA 14.0 needs is not known
            """)
    void isPlannedWithWhatIsNotCertain(
            String driver, String gpu, String cuda, @Nullable String cudnn, @Nullable String note) {
        Decision decision = decide(toolkit(cuda, cudnn), machine(new CudaState.Loaded(driver, null), gpu));

        assertThat(decision.resolution()).isInstanceOf(Resolved.class);
        assertThat(decision.explanation().notes())
                .containsExactlyElementsOf(Stream.ofNullable(note).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            470.82.01 | 8.6  | 12.6.3  | -      | driver 470.82.01 runs CUDA 11 builds at most; CUDA 12.6 needs 525.60.13 | a toolkit of CUDA 11.8; or driver 525.60.13 or newer would run CUDA 12.6
            470.82.01 | 8.6  | 12.6.3  | 9.5.1  | driver 470.82.01 runs CUDA 11 builds at most; CUDA 12.6 needs 525.60.13 | cuDNN 9.10.2 with CUDA 11.8; or driver 525.60.13 or newer would run CUDA 12.6
            390.46    | 6.1  | 10.2.89 | -      | driver 390.46 runs CUDA 9.1 builds at most; CUDA 10.2 needs 440.33 | a toolkit of CUDA 9.1; or driver 440.33 or newer, up to branch 580, would run CUDA 10.2
            580.95.05 | 6.1  | 13.0.1  | -      | the compiler of CUDA 13.0 makes no code for GPU (6.1): it begins with 7.5 | a toolkit of CUDA 12.9
            590.44.01 | 6.1  | 12.6.3  | -      | driver 590.44.01 does not serve GPU (6.1): branch 580 is the last for Pascal | driver 525.60.13 or newer, up to branch 580, would run CUDA 12.6
            580.95.05 | 8.6  | 11.8.0  | 9.17.0 | cuDNN 9.17.0 is made for CUDA 12.0 to 12.9 and CUDA 13.0 to 13.1, not for CUDA 11.8 | cuDNN 9.10.2 with CUDA 11.8
            580.95.05 | 7.5  | 10.2.89 | 9.5.1  | cuDNN 9.5.1 is made for CUDA 11.0 to 11.8 and CUDA 12.0 to 12.6, not for CUDA 10.2 | cuDNN 8.5.0 with CUDA 10.2
            580.95.05 | 7.5  | 10.2.89 | 9.6.0  | no cuDNN 9 is made for CUDA 10 | cuDNN 8.5.0 with CUDA 10.2
            580.95.05 | 7.5  | 10.1.243 | 8.2.2 | cuDNN 8.2.2 is made for CUDA 10.2 and CUDA 11.0 to 11.4, not for CUDA 10.1 | cuDNN 8.0.3 with CUDA 10.1
            580.95.05 | 6.1  | 12.9.1  | 9.17.0 | cuDNN 9.17.0 does not list GPU (6.1) | cuDNN 9.10.2 with CUDA 12.9
            580.95.05 | 12.0 | 12.6.3  | 9.5.1  | no cuDNN for CUDA 12.6 lists GPU (12.0): CUDA 12.8 is the first with code for it | cuDNN 9.17.0 with CUDA 13.1
            """)
    void isRejectedWithTheNearestThatWouldWork(
            String driver, String gpu, String cuda, @Nullable String cudnn, String reason, String nearest) {
        Resolution resolution =
                PLANNER.resolve(toolkit(cuda, cudnn), List.of(), machine(new CudaState.Loaded(driver, null), gpu));

        assertThat(resolution).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reasons()).extracting(Reason::message).containsExactly(reason);
            assertThat(rejected.nearest()).isEqualTo(nearest);
        });
    }

    @Test
    void unpacksCudaBeforeCudnnProvesBothAndShowsAModule() {
        Resolution resolution = PLANNER.resolve(toolkit("12.6.3", "9.5.1"), List.of(), machine(NEW_DRIVER, "8.6"));

        Plan plan = ((Resolved) resolution).plan();
        assertThat(plan.choice()).contains("CUDA 12.6.3 with cuDNN 9.5.1");
        assertThat(plan.steps())
                .containsExactly(
                        new UnpackToolkit(ToolkitProduct.CUDA, new ToolkitVersion("12.6.3"), List.of(archive("cuda"))),
                        new UnpackToolkit(ToolkitProduct.CUDNN, new ToolkitVersion("9.5.1"), List.of(archive("cudnn"))),
                        new ProveToolkit(
                                new ToolkitVersion("12.6.3"), new ToolkitVersion("9.5.1"), Platform.LINUX_X86_64, true),
                        new Step.Expose(false, null, List.of(Step.Expose.Extra.TOOLKIT_MODULE), Map.of()));
    }

    @Test
    void isPlannedWithoutAGpuForThoseWhoOnlyCompile() {
        Resolution resolution = PLANNER.resolve(toolkit("12.6.3", "9.5.1"), List.of(), machine(new CudaState.Absent()));

        assertThat(((Resolved) resolution).plan().only(ProveToolkit.class).onGpus())
                .isFalse();
    }

    @Test
    void isRejectedWhereTheDriverDoesNotAnswer() {
        Resolution resolution = PLANNER.resolve(
                toolkit("12.6.3", null),
                List.of(),
                machine(new CudaState.Unknown("driver.version_mismatch", "two versions"), "8.6"));

        assertThat(resolution).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reasons()).extracting(Reason::id).containsExactly("driver.version_mismatch");
            assertThat(rejected.nearest()).contains("doctor").doesNotContain("compute: cpu");
        });
    }

    @Test
    void isRejectedOnAnotherPlatform() {
        PlanningFacts arm =
                new PlanningFacts("linux", "aarch64", "2.35", new CudaState.Absent(), List.of(), List.of(), List.of());

        Resolution resolution = PLANNER.resolve(toolkit("12.6.3", null), List.of(), arm);

        assertThat(resolution).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reasons())
                    .extracting(Reason::message)
                    .containsExactly("its archives are for linux-x86_64; this machine is linux-aarch64");
            assertThat(rejected.nearest()).contains("a toolkit of their own");
        });
    }

    @Test
    void aRunfileIsAStepThatPoliciesCanRefuse() {
        Toolkit runfile = toolkit(new Part(
                new ToolkitVersion("12.6.3"),
                List.of(new Archive(new ArchiveUrl("https://mirror.lab.example/cuda.run"), Sha256.of("cuda")))));

        Resolution resolution = PLANNER.resolve(runfile, List.of(), machine(NEW_DRIVER, "8.6"));

        assertThat(((Resolved) resolution).plan().steps().getFirst()).isInstanceOf(Step.RunToolkitInstaller.class);
    }

    private static Decision decide(Toolkit toolkit, PlanningFacts facts) {
        return PLANNER.decide(toolkit, List.of(), facts);
    }

    private static PlanningFacts machine(CudaState driver, String... capabilities) {
        return new PlanningFacts(
                "linux",
                "x86_64",
                "2.35",
                driver,
                Stream.of(capabilities)
                        .map(capability -> new PlanningFacts.Gpu("GPU", ComputeCapability.parse(capability)))
                        .toList(),
                List.of(),
                List.of());
    }

    private static Toolkit toolkit(String cuda, @Nullable String cudnn) {
        return toolkit(part(cuda, "cuda"), cudnn == null ? null : part(cudnn, "cudnn"));
    }

    private static Toolkit toolkit(Part cuda) {
        return toolkit(cuda, null);
    }

    private static Toolkit toolkit(Part cuda, @Nullable Part cudnn) {
        return new Toolkit(
                Manifest.API_VERSION,
                Kind.TOOLKIT,
                new Metadata(new ManifestName("cuda"), Map.of(), new Annotations(null, null, null, null), null),
                new Toolkit.Spec(Platform.LINUX_X86_64, GpuScope.ALL, cuda, cudnn));
    }

    private static Part part(String version, String name) {
        return new Part(new ToolkitVersion(version), List.of(archive(name)));
    }

    private static Archive archive(String name) {
        return new Archive(new ArchiveUrl("https://mirror.lab.example/" + name + ".tar.xz"), Sha256.of(name));
    }
}
