package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That other programs take what is written is tested with them, in {@code deploy}. */
class LockExportTest {
    private static final Sha256 NUMPY = Sha256.of("numpy");
    private static final Sha256 TORCH = Sha256.of("torch");
    private static final String NUMPY_FILE = "numpy-2.4.1-py3-none-any.whl";
    private static final String TORCH_FILE = "torch-1.8.0+cu111-cp311-cp311-linux_x86_64.whl";

    private static final LockedStage OF_PIP = new LockedStage(
            "framework",
            Installer.PIP,
            List.of(
                    new LockedPackage(
                            "torch",
                            "1.8.0+cu111",
                            new Placement(Source.PYTORCH, "cu111"),
                            List.of(new LockedFile(TORCH_FILE, TORCH, 9L))),
                    new LockedPackage(
                            "numpy",
                            "2.4.1",
                            new Placement(Source.PYPI, null),
                            List.of(new LockedFile(NUMPY_FILE, NUMPY, null)))));

    private static final LockedStage OF_CONDA = new LockedStage(
            "tools",
            Installer.CONDA,
            List.of(
                    conda("python", "3.11.9", "linux-64/python-3.11.9-h1_0.conda"),
                    conda("cmake", "4.1.0", "linux-64/cmake-4.1.0-h1_0.tar.bz2"),
                    conda("pip", "26.0", "noarch/pip-26.0-h1_0.conda")));

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController()
                .on("GET /api/v1/locks/bbbbbbbbbbbb", locks(OF_PIP))
                .on("GET /api/v1/locks/cccccccccccc", locks(OF_CONDA))
                .on("GET /api/v1/locks/dddddddddddd", locks(OF_CONDA, OF_PIP))
                .on("GET /api/v1/machines/ws-01", Samples.machine("ws-01"));
        lamp = new LampRun(folder).withController(controller);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void writesRequirementsWithTheDefaultIndexFirst() {
        applyNoSource();

        int status = lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "requirements");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                # %s
                # torch 1.8.0 cu111, for linux x86_64, glibc 2.36, Python 3.11
                --index-url https://pypi.org/simple
                --extra-index-url https://download.pytorch.org/whl/cu111
                numpy==2.4.1 --hash=sha256:%s
                torch==1.8.0+cu111 --hash=sha256:%s
                """.formatted(title(OF_PIP), NUMPY, TORCH));
    }

    @Test
    void writesTheAddressesOfTheMachinesOwnMirror() {
        applySource("url: \"https://mirror.example/simple\", replaces: pypi, selector: {room: b12}");

        lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "requirements", "--machine", "ws-01");

        assertThat(lamp.out())
                .contains(
                        "--index-url https://mirror.example/simple\n--extra-index-url https://download.pytorch.org/whl/cu111\n")
                .doesNotContain("pypi.org");
    }

    @Test
    void saysThatASecretIsNotWritten() {
        applySource("url: \"https://mirror.example/simple\", replaces: pypi, credential: lab-mirror");

        int status = lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "requirements");

        assertThat(status).isZero();
        assertThat(lamp.err()).contains("the source pypi wants a secret, which is not written");
        assertThat(lamp.out()).doesNotContain("lab-mirror");
    }

    @Test
    void writesPylockWithTheAddressOfEachFile() {
        servePages(NUMPY.hex(), "false");

        int status = lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "pylock");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(lamp.out())
                .startsWith("lock-version = \"1.0\"\n")
                .contains("requires-python = \"==3.11.*\"")
                .contains("[[packages]]\n")
                .contains("url = \"https://files.example/" + NUMPY_FILE + "\"")
                .contains("url = \"https://files.example/torch-1.8.0%2Bcu111-cp311-cp311-linux_x86_64.whl\"")
                .contains("sha256 = \"" + TORCH + "\"");
    }

    @Test
    void saysThatAFileIsWithdrawn() {
        servePages(NUMPY.hex(), "\"it loses data\"");

        int status = lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "pylock");

        assertThat(status).isZero();
        assertThat(lamp.err()).contains(NUMPY_FILE + " is withdrawn by its authors: it loses data");
    }

    @Test
    void writesNoPylockOfAFileThatWasReplaced() {
        servePages(TORCH.hex(), "false");

        int status = lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "pylock");

        assertThat(status).isEqualTo(5);
        assertThat(lamp.out()).isEmpty();
        assertThat(lamp.err()).contains(NUMPY_FILE + " has SHA-256 " + TORCH).contains(NUMPY + " in the lock");
    }

    @Test
    void writesNoPylockOfAFileThatIsGone() {
        servePages(NUMPY.hex(), "false", "numpy-2.4.2-py3-none-any.whl");

        int status = lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "pylock");

        assertThat(status).isEqualTo(5);
        assertThat(lamp.err()).contains(NUMPY_FILE + " is not listed at").contains("--format requirements");
    }

    @Test
    void writesAnExplicitListInTheOrderOfLinking() {
        applyNoSource();

        int status = lamp.run("lock", "export", "cccccccccccc", "--format", "explicit");

        assertThat(status).isZero();
        assertThat(lamp.out()).endsWith("""
                # platform: linux-64
                @EXPLICIT
                https://conda.anaconda.org/conda-forge/linux-64/python-3.11.9-h1_0.conda#%s
                https://conda.anaconda.org/conda-forge/linux-64/cmake-4.1.0-h1_0.tar.bz2#%s
                https://conda.anaconda.org/conda-forge/noarch/pip-26.0-h1_0.conda#%s
                """.formatted(Sha256.of("python"), Sha256.of("cmake"), Sha256.of("pip")));
    }

    @Test
    void writesBothInstallersIntoAnEnvironmentFile() {
        applyNoSource();

        int status = lamp.run("lock", "export", "dddddddddddd", "--format", "environment");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                name: lock-%s
                channels:
                - https://conda.anaconda.org/conda-forge
                - nodefaults
                dependencies:
                - python=3.11.9=h1_0
                - cmake=4.1.0=h1_0
                - pip=26.0=h1_0
                - pip:
                  - --index-url https://pypi.org/simple
                  - --extra-index-url https://download.pytorch.org/whl/cu111
                  - numpy==2.4.1 --hash=sha256:%s
                  - torch==1.8.0+cu111 --hash=sha256:%s
                """.formatted(digest(OF_CONDA, OF_PIP), NUMPY, TORCH));
    }

    @Test
    void writesTheSameBillOfMaterialsAlways() {
        applyNoSource();

        lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "cyclonedx");
        String first = lamp.out();

        lamp.run("lock", "export", "bbbbbbbbbbbb", "--format", "cyclonedx");

        assertThat(lamp.out()).isEqualTo(first + first);
        assertThat(first)
                .contains("\"purl\" : \"pkg:pypi/numpy@2.4.1?file_name=" + NUMPY_FILE + "\"")
                .contains("repository_url=https%3A%2F%2Fdownload.pytorch.org%2Fwhl%2Fcu111");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cccccccccccc | pylock       | as pylock.toml: its packages are conda's; --format explicit
            cccccccccccc | requirements | as requirements.txt: its packages are conda's; --format explicit
            dddddddddddd | requirements | as requirements.txt: some of its packages are conda's; --format environment
            dddddddddddd | explicit     | as an @EXPLICIT list: some of its packages are pip's; --format environment
            bbbbbbbbbbbb | explicit     | as an @EXPLICIT list: its packages are pip's; --format requirements
            bbbbbbbbbbbb | environment  | as environment.yml: no package of it is conda's, so that no channel has its Python; --format pylock
            bbbbbbbbbbbb | pylok        | no lock is written as "pylok"; did you mean pylock?
            torch@now    | pylock       | torch@now is what a machine has of it
            """)
    void saysWhichFormatWouldDo(String lock, String format, String said) {
        int status = lamp.run("lock", "export", lock, "--format", format);

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains(said);
        assertThat(lamp.out()).isEmpty();
    }

    private void applyNoSource() {
        controller.on("GET /api/v1/sources", new Page<>(List.of(), null));
    }

    private void applySource(String spec) {
        Stored source = Samples.stored("""
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: mirror}
                spec: {type: pypi, %s}
                """.formatted(spec));
        controller.on("GET /api/v1/sources", new Page<>(List.of(source), null));
    }

    private void servePages(String digest, String yanked) {
        servePages(digest, yanked, NUMPY_FILE);
    }

    /** Both sources on the fake controller, each with its own form of page. */
    private void servePages(String digest, String yanked, String file) {
        controller.on("GET /api/v1/sources", new Page<>(List.of(source("pypi"), source("pytorch")), null));
        controller.on(
                "GET /pypi/numpy/", 200, "application/vnd.pypi.simple.v1+json", """
                {"meta": {"api-version": "1.1"}, "name": "numpy", "files": [
                  {"filename": "%1$s", "url": "https://files.example/%1$s", "hashes": {"sha256": "%2$s"}, "yanked": %3$s}]}
                """.formatted(file, digest, yanked));
        controller.on(
                "GET /pytorch/cu111/torch/", 200, "text/html", """
                <a href="https://files.example/%s#sha256=%s">torch</a>
                """.formatted(TORCH_FILE.replace("+", "%2B"), TORCH));
    }

    private Stored source(String type) {
        return Samples.stored("""
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: %1$s-here}
                spec: {type: %1$s, url: "%2$s/%1$s", replaces: %1$s}
                """.formatted(type, controller.url()));
    }

    private static LockedPackage conda(String name, String version, String file) {
        return new LockedPackage(
                name,
                version,
                "h1_0",
                new Placement(Source.CONDA_FORGE, null),
                List.of(new LockedFile(file, Sha256.of(name), 9L)));
    }

    private static List<?> locks(LockedStage... stages) {
        return List.of(LockSamples.view(LockSamples.PLAN, LockSamples.DEBIAN, lock(stages)));
    }

    private static Lock lock(LockedStage... stages) {
        return new Lock(Lock.FORMAT, "3.11", "torch 1.8.0 cu111", List.of(stages));
    }

    private static String digest(LockedStage... stages) {
        return LockSamples.view(LockSamples.PLAN, LockSamples.DEBIAN, lock(stages))
                .lock()
                .abbreviated();
    }

    private static String title(LockedStage... stages) {
        return "lock " + digest(stages) + " of plan " + LockSamples.PLAN.abbreviated();
    }
}
