package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.CudaOnDisk;
import io.lamplighter.api.machine.CudaOnDisk.Cudnn;
import io.lamplighter.api.machine.CudaOnDisk.Toolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolkitProbeTest {
    private static final String RELEASE = "{\"cuda\": {\"name\": \"CUDA SDK\", \"version\": \"%s\"}}";

    /** As nvcc 13.0 prints it. */
    private static final String NVCC = """
            nvcc: NVIDIA (R) Cuda compiler driver
            Built on Wed_Aug_20_01:58:59_PM_PDT_2025
            Cuda compilation tools, release 13.0, V13.0.88
            """;

    @TempDir
    Path root;

    private FakeMachine machine;
    private final ScriptedCommands commands = new ScriptedCommands();

    @BeforeEach
    void startEmpty() {
        machine = new FakeMachine(root);
    }

    @Test
    void findsNothingOnAnEmptyMachine() throws Exception {
        assertThat(read()).isEqualTo(CudaOnDisk.NONE);
    }

    @Test
    void findsSeveralSideBySideAndTheOneThatTheUsualNameLeadsTo() throws Exception {
        machine.write(root.resolve("usr/local/cuda-11.8/version.json"), RELEASE.formatted("11.8.0"));
        machine.write(root.resolve("usr/local/cuda-12.6/version.json"), RELEASE.formatted("12.6.3"));
        link("etc/alternatives/cuda", "../../usr/local/cuda-12.6");
        link("usr/local/cuda", "../../etc/alternatives/cuda");
        link("usr/local/cuda-12", "cuda-12.6");

        assertThat(read().toolkits())
                .containsExactly(
                        new Toolkit("11.8.0", "/usr/local/cuda-11.8", false, "version_json"),
                        new Toolkit("12.6.3", "/usr/local/cuda-12.6", true, "version_json"));
    }

    @Test
    void asksTheCompilerOnlyWhereNoFileSaysIt() throws Exception {
        machine.write(root.resolve("opt/cuda/version.txt"), "CUDA Version 10.0.130");
        machine.program("opt/cuda/bin/nvcc", ":");
        Path compiler = machine.program("usr/local/cuda-13.0/bin/nvcc", ":");
        commands.when("nvcc -V", NVCC);

        assertThat(read().toolkits())
                .containsExactly(
                        new Toolkit("10.0.130", "/opt/cuda", false, "version_txt"),
                        new Toolkit("13.0", "/usr/local/cuda-13.0", false, "nvcc"));
        assertThat(commands.asked()).containsExactly(compiler + " -V");
    }

    @Test
    void leavesOutAFolderThatSaysNothing() throws Exception {
        machine.program("usr/local/cuda-9/bin/nvcc", ":");
        machine.write(root.resolve("usr/local/cuda-samples/README"), "x");

        assertThat(read()).isEqualTo(CudaOnDisk.NONE);
    }

    @Test
    void findsWhatTheAgentPlacedAndNoEnvironment() throws Exception {
        Path agent = root.resolve("agent/environments");
        machine.write(agent.resolve("cuda-12-6/generations/abc-1/version.json"), RELEASE.formatted("12.6.3"));
        machine.write(agent.resolve("cuda-12-6/generations/abc-1/include/cudnn_version.h"), cudnn("9", "5", "1"));
        machine.write(agent.resolve("torch/generations/def-1/pyvenv.cfg"), "home = /usr/bin");
        machine.write(agent.resolve("torch/generations/def-1/version.json"), RELEASE.formatted("12.8.0"));
        machine.write(agent.resolve("conda/generations/def-1/conda-meta/cuda-version-12.9-h4f385c5_3.json"), "{}");
        link("agent/environments/cuda-12-6/current", "generations/abc-1");
        link("agent/environments/torch/current", "generations/def-1");
        link("agent/environments/conda/current", "generations/def-1");

        CudaOnDisk found = read();

        String prefix = "/agent/environments/cuda-12-6/generations/abc-1";
        assertThat(found.toolkits()).containsExactly(new Toolkit("12.6.3", prefix, false, "version_json"));
        assertThat(found.cudnn()).containsExactly(new Cudnn("9.5.1", prefix + "/include/cudnn_version.h"));
    }

    @Test
    void findsTheCudnnOfTheSystemByItsLibraryWhereNoHeaderIs() throws Exception {
        machine.write(root.resolve("usr/lib/x86_64-linux-gnu/libcudnn.so.8.9.7"), "");

        assertThat(read().cudnn()).containsExactly(new Cudnn("8.9.7", "/usr/lib/x86_64-linux-gnu/libcudnn.so.8.9.7"));
    }

    @Test
    void takesTheHeaderOfTheSystemBeforeTheLibrary() throws Exception {
        machine.write(root.resolve("usr/include/x86_64-linux-gnu/cudnn_version.h"), cudnn("9", "10", "2"));
        machine.write(root.resolve("usr/lib/x86_64-linux-gnu/libcudnn.so.9.5.1"), "");

        assertThat(read().cudnn())
                .containsExactly(new Cudnn("9.10.2", "/usr/include/x86_64-linux-gnu/cudnn_version.h"));
    }

    private CudaOnDisk read() throws Exception {
        return new ToolkitProbe(root, root.resolve("agent/environments"), commands, Duration.ofSeconds(10)).read();
    }

    private static String cudnn(String major, String minor, String patch) {
        return "#define CUDNN_MAJOR %s\n#define CUDNN_MINOR %s\n#define CUDNN_PATCHLEVEL %s\n"
                        .formatted(major, minor, patch)
                + "#define CUDNN_VERSION (CUDNN_MAJOR * 10000 + CUDNN_MINOR * 100 + CUDNN_PATCHLEVEL)";
    }

    private void link(String name, String target) throws Exception {
        Path link = root.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }
}
