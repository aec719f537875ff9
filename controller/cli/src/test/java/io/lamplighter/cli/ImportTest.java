package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.api.manifest.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImportTest {
    @TempDir
    Path folder;

    private LampRun lamp;

    @BeforeEach
    void start() {
        lamp = new LampRun(folder);
    }

    @Test
    void takesRequirementsWithWhatTheyIncludeAndTheBuildThatTheirIndexMeans() throws Exception {
        lamp.write("vision/requirements.txt", """
                # what we train with
                --index-url https://download.pytorch.org/whl/cu126
                --extra-index-url https://pypi.org/simple
                torch==2.10.0
                -r more.txt
                numpy==2.4 \\
                    --hash=sha256:481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8
                """);
        lamp.write("vision/more.txt", "pandas>=2 ; python_version < '3.14'  # tables\n");

        int status = lamp.run("import", "FOLDER/vision/requirements.txt", "--python", "3.11");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        Environment environment = environment();
        assertThat(environment.name().value()).isEqualTo("vision");
        assertThat(environment.spec().python().text()).isEqualTo("3.11");
        assertThat(environment.spec().compute().text()).isEqualTo("cuda==12.6");
        assertThat(packages(environment, 0))
                .containsExactly("torch==2.10.0", "pandas>=2 ; python_version < '3.14'", "numpy==2.4");
        assertThat(lamp.out()).contains("# digests are not carried over");
    }

    @Test
    void takesACondaEnvironmentWithItsPartForPip() throws Exception {
        lamp.write("environment.yml", """
                name: Vision Lab
                channels: [pytorch, nvidia, bioconda, defaults]
                dependencies:
                - python=3.11
                - pytorch=2.5.*=py3.11_cuda*
                - pytorch-cuda=12.4
                - pip
                - pip:
                  - einops==0.8.0
                variables: {HF_HUB_CACHE: /data/hf}
                prefix: /home/somebody/miniconda3/envs/vision
                """);

        int status = lamp.run("import", "FOLDER/environment.yml");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        Environment environment = environment();
        assertThat(environment.name().value()).isEqualTo("vision-lab");
        assertThat(packages(environment, 0)).containsExactly("pytorch=2.5.*=py3.11_cuda*", "pytorch-cuda=12.4");
        assertThat(packages(environment, 1)).containsExactly("einops==0.8.0");
        assertThat(environment.spec().sources())
                .extracting("value")
                .containsExactly("pytorch-channel", "nvidia-channel", "bioconda", "pytorch", "pypi");
        assertThat(environment.spec().variables().values()).containsExactly("/data/hf");
        assertThat(lamp.out()).contains("# The channel defaults of Anaconda is not carried over");
        assertThat(((Source) ManifestReader.read("out.yaml", lamp.out()).get(1))
                        .spec()
                        .url()
                        .text())
                .isEqualTo("https://conda.anaconda.org/bioconda");
    }

    @Test
    void leavesTheTokenOfAChannelWhereItIs() {
        lamp.write("environment.yml", """
                name: vision
                channels: ["https://conda.lab.example/t/tk-secret/private"]
                dependencies: [python=3.11, numpy]
                """);

        int status = lamp.run("import", "FOLDER/environment.yml");

        assertThat(status).isZero();
        assertThat(lamp.out())
                .contains("url: \"https://conda.lab.example/private\"", "it is a secret")
                .doesNotContain("tk-secret");
    }

    @Test
    void takesEveryPackageOfAUvLockForTheMachinesItIsFor() throws Exception {
        lamp.write("uv.lock", """
                version = 1
                requires-python = ">=3.11"

                [[package]]
                name = "lab-project"
                version = "0.1.0"
                source = { virtual = "." }

                [[package]]
                name = "numpy"
                version = "2.4.0"
                source = { registry = "https://pypi.org/simple" }

                [[package]]
                name = "torch"
                version = "2.10.0+cu126"
                source = { registry = "https://download.pytorch.org/whl/cu126" }
                resolution-markers = ["sys_platform == 'linux'"]
                """);

        int status = lamp.run("import", "FOLDER/uv.lock");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        Environment environment = environment();
        assertThat(environment.name().value()).isEqualTo("lab-project");
        assertThat(packages(environment, 0))
                .containsExactly("numpy==2.4.0", "torch==2.10.0+cu126 ; (sys_platform == 'linux')");
        assertThat(environment.spec().compute().text()).isEqualTo("cuda==12.6");
    }

    @Test
    void takesWhatIsInstalledInAVenv() throws Exception {
        lamp.write("thesis/pyvenv.cfg", "home = /usr/bin\nversion = 3.11.2\n");
        String packages = "thesis/lib/python3.11/site-packages/";
        lamp.write(packages + "typing_extensions-4.16.0.dist-info/INSTALLER", "pip\n");
        lamp.write(packages + "torch-2.10.0+cu126.dist-info/INSTALLER", "uv\n");
        lamp.write(packages + "pip-23.0.dist-info/INSTALLER", "pip\n");

        int status = lamp.run("import", "FOLDER/thesis");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(environment().name().value()).isEqualTo("thesis");
        assertThat(environment().spec().python().text()).isEqualTo("3.11");
        assertThat(packages(environment(), 0)).containsExactly("torch==2.10.0+cu126", "typing-extensions==4.16.0");
    }

    @Test
    void takesWhatIsInstalledInACondaPrefixFromItsChannels() throws Exception {
        condaPackage("python", "3.11.9", "h955ad1f_0_cpython");
        condaPackage("pytorch", "2.10.0", "cuda126_py311h3f2c1a2_300");
        condaPackage("numpy", "2.4.0", "py311h64a7726_0");
        String packages = "envs/lab/lib/python3.11/site-packages/";
        lamp.write(packages + "numpy-2.4.0.dist-info/INSTALLER", "conda\n");
        lamp.write(packages + "einops-0.8.0.dist-info/INSTALLER", "pip\n");

        int status = lamp.run("import", "FOLDER/envs/lab");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(packages(environment(), 0))
                .containsExactly("numpy=2.4.0", "pytorch=2.10.0=cuda126_py311h3f2c1a2_300");
        assertThat(packages(environment(), 1)).containsExactly("einops==0.8.0");
        assertThat(environment().spec().sources())
                .extracting("value")
                .containsExactly("conda-forge", "pytorch", "pypi");
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a pipe has no end
    void readsOfSomebodysEnvironmentOnlyPlainFilesAndStartsNothing(Trap trap) throws Exception {
        condaPackage("python", "3.11.9", "h955ad1f_0_cpython");
        Path started = folder.resolve("started");
        lamp.write("envs/lab/bin/python", "#!/bin/sh\ntouch " + started + "\n");
        Files.setPosixFilePermissions(
                folder.resolve("envs/lab/bin/python"), PosixFilePermissions.fromString("rwxr-xr-x"));
        lamp.write("secret.json", "{\"name\": \"secret\", \"version\": \"1\", \"channel\": \"conda-forge\"}");
        Path planted = folder.resolve("envs/lab/conda-meta/numpy-2.4.0-0.json");
        trap.set(planted, folder.resolve("secret.json"));

        int status = lamp.run("import", "FOLDER/envs/lab");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .contains("FOLDER/envs/lab/conda-meta/numpy-2.4.0-0.json is no plain file of at most 64 MiB")
                .doesNotContain("Exception");
        assertThat(lamp.out()).doesNotContain("secret");
        assertThat(started).doesNotExist();
    }

    enum Trap {
        A_LINK {
            @Override
            void set(Path at, Path secret) throws IOException {
                Files.createSymbolicLink(at, secret);
            }
        },
        A_PIPE {
            @Override
            void set(Path at, Path secret) throws IOException, InterruptedException {
                assertThat(new ProcessBuilder("mkfifo", at.toString()).start().waitFor())
                        .isZero();
            }
        },
        A_SEA_OF_BYTES {
            @Override
            void set(Path at, Path secret) throws IOException {
                try (var file = new RandomAccessFile(at.toFile(), "rw")) {
                    file.setLength(1L << 36);
                }
            }
        };

        abstract void set(Path at, Path secret) throws IOException, InterruptedException;
    }

    @Test
    void looksIntoNoFolderThatIsALink() throws Exception {
        lamp.write("thesis/pyvenv.cfg", "home = /usr/bin\nversion = 3.11.2\n");
        lamp.write("thesis/lib/python3.11/site-packages/numpy-2.4.0.dist-info/INSTALLER", "pip\n");
        lamp.write("elsewhere/site-packages/secret-1.0.dist-info/INSTALLER", "pip\n");
        Files.createSymbolicLink(folder.resolve("thesis/lib/python3.1"), folder.resolve("elsewhere"));

        int status = lamp.run("import", "FOLDER/thesis");

        assertThat(status).isZero();
        assertThat(packages(environment(), 0)).containsExactly("numpy==2.4.0");
    }

    @Test
    void letsNothingThatIsReadAddALineToTheManifest() {
        lamp.write("envs/lab/conda-meta/python-3.11.9-0.json", """
                {"name": "python", "version": "3.11.9", "channel": "https://repo.example/pkgs/main\\nkind: Group"}
                """);
        condaPackage("numpy", "2.4.0", "py311h64a7726_0");

        int status = lamp.run("import", "FOLDER/envs/lab");

        assertThat(lamp.err()).isEmpty();
        assertThat(status).isZero();
        assertThat(lamp.out().lines()).noneMatch(line -> line.startsWith("kind: Group"));
    }

    @Test
    void saysWhichRecordCannotBeReadAndAsksForAPythonThatNoneTells() {
        condaPackage("python", "three", "0");
        condaPackage("numpy", "2.4.0", "0");
        int asked = lamp.run("import", "FOLDER/envs/lab");
        lamp.write("envs/lab/conda-meta/torn-1-0.json", "{\"name\": ");
        int torn = lamp.run("import", "FOLDER/envs/lab");

        assertThat(asked).isEqualTo(2);
        assertThat(torn).isEqualTo(2);
        assertThat(lamp.err())
                .contains("say it: --python 3.11")
                .contains("conda-meta/torn-1-0.json is no JSON")
                .doesNotContain("Exception");
    }

    @Test
    void namesAllThatCannotBeCarriedOverBeforeItWritesAnything() {
        lamp.write("requirements.txt", """
                numpy
                -e ./ours
                helper @ git+https://git.lab.example/helper
                """);

        int refused = lamp.run("import", "FOLDER/requirements.txt", "--python", "3.11");
        String problems = lamp.err();
        int written = lamp.run("import", "FOLDER/requirements.txt", "--python", "3.11", "--leave-out");

        assertThat(refused).isEqualTo(2);
        assertThat(problems)
                .contains("requirements.txt:2: -e ./ours", "requirements.txt:3: helper @ git+https", "add --leave-out");
        assertThat(written).isZero();
        assertThat(lamp.out())
                .contains("# Left out: -e ./ours (requirements.txt:2)")
                .contains("- \"numpy\"");
    }

    @Test
    void leavesOutAddressesThatNoSourceMayHaveAndRepeatsNoPassword() {
        lamp.write("requirements.txt", """
                --index-url https://somebody:secret@mirror.lab.example/simple
                --extra-index-url ht!tp://[
                helper @ git+https://t0ken@git.lab.example/helper
                numpy
                """);

        int refused = lamp.run("import", "FOLDER/requirements.txt", "--python", "3.11");
        int written = lamp.run("import", "FOLDER/requirements.txt", "--python", "3.11", "--leave-out");

        assertThat(refused).isEqualTo(2);
        assertThat(written).isZero();
        assertThat(lamp.err())
                .contains("requirements.txt:1: https://mirror.lab.example/simple: a password does not belong")
                .contains("requirements.txt:2: ht!tp://[: not an address");
        assertThat(lamp.err() + lamp.out()).doesNotContain("secret", "t0ken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing.txt   | there is no FOLDER/missing.txt; name a folder of an environment, or a file
            manifest.yaml | manifest.yaml is a manifest of Lamplighter already; apply it: lamp apply -f manifest.yaml
            torn.yml      | torn.yml is no YAML: while
            list.yml      | list.yml has no dependencies; name an environment.yml, as `conda env export` writes it
            """)
    void saysWhatCannotBeTakenOver(String file, String sentence) {
        lamp.write("manifest.yaml", "apiVersion: lamplighter.io/v1\nkind: Environment\n---\nkind: Group\n");
        lamp.write("torn.yml", "dependencies: [\n");
        lamp.write("list.yml", "- numpy\n");

        int status = lamp.run("import", "FOLDER/" + file);

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("lamp: " + sentence).doesNotContain("\\u000a");
    }

    @Test
    void asksForThePythonThatAFileDoesNotSay() {
        lamp.write("requirements.txt", "numpy\n");

        int status = lamp.run("import", "FOLDER/requirements.txt");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).contains("does not say which Python it is for; say it: --python 3.11");
    }

    private void condaPackage(String name, String version, String build) {
        lamp.write("envs/lab/conda-meta/" + name + "-" + version + "-" + build + ".json", """
                {"name": "%s", "version": "%s", "build": "%s", "channel": "https://conda.anaconda.org/conda-forge/linux-64"}
                """.formatted(
                        name, version, build));
    }

    private Environment environment() throws Exception {
        return (Environment) ManifestReader.read("out.yaml", lamp.out()).getFirst();
    }

    private static List<String> packages(Environment environment, int stage) {
        return environment.spec().stages().get(stage).packages().stream()
                .map(PackageRequirement::text)
                .toList();
    }
}
