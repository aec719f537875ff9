package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.name.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolkitManifestTest {
    private static final String DIGEST = Sha256.of("an archive").hex();

    private static final String YAML = """
            apiVersion: lamplighter.io/v1
            kind: Toolkit
            metadata: {name: cuda-12-6}
            spec:
              cuda:
                version: "12.6.3"
                archives: [{url: "https://mirror.lab.example/cuda_12.6.3_linux.tar.gz", sha256: %1$s}]
              cudnn:
                version: "9.5.1"
                archives: [{url: "https://mirror.lab.example/cudnn-9.5.1.tar.xz", sha256: %1$s}]
            """.formatted(DIGEST);

    @Test
    void isReadAndWrittenWithItsDefaults() throws ManifestException {
        Toolkit toolkit = (Toolkit) ManifestReader.read("lab.yaml", YAML).getFirst();

        assertThat(toolkit.name().value()).isEqualTo("cuda-12-6");
        assertThat(toolkit.spec().platform()).isEqualTo(Platform.LINUX_X86_64);
        assertThat(toolkit.gpus()).isEqualTo(GpuScope.ALL);
        assertThat(toolkit.spec().archives().map(archive -> archive.url().fileName()))
                .containsExactly("cuda_12.6.3_linux.tar.gz", "cudnn-9.5.1.tar.xz");
        assertThat(ManifestReader.read("again", ManifestReader.write(toolkit))).containsExactly(toolkit);
    }

    @Test
    void needsNoCudnn() throws ManifestException {
        Toolkit toolkit = (Toolkit) ManifestReader.read("lab.yaml", YAML.substring(0, YAML.indexOf("  cudnn:")))
                .getFirst();

        assertThat(toolkit.spec().cudnn()).isNull();
        assertThat(ManifestReader.write(toolkit)).doesNotContain("cudnn");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "12.6.3"                 | "12.6"             | a whole version is wanted, three numbers at least, like 12.6.3; found "12.6"
            cuda_12.6.3_linux.tar.gz | cuda.deb           | an archive ends in .tar.gz, .tgz, .tar.xz or is a runfile ending in .run; found "https://mirror.lab.example/cuda.deb"
            cudnn-9.5.1.tar.xz       | cudnn-9.5.1.zip    | a .zip is NVIDIA's archive for Windows, and there is no agent for Windows yet; name the one for Linux
            https://mirror           | http://mirror      | an index is reached by https
            cudnn-9.5.1.tar.xz       | cudnn.run          | there are no runfiles of cuDNN: name its archive
            """)
    void refusesWhatIsNoToolkit(String right, String wrong, String message) {
        assertThatThrownBy(() -> ManifestReader.read("lab.yaml", YAML.replace(right, wrong)))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesADigestThatIsNone() {
        assertThatThrownBy(() -> ManifestReader.read("lab.yaml", YAML.replaceFirst(DIGEST, "\"1234\"")))
                .hasMessageContaining("a digest is 64 hexadecimal digits in lower case");
    }

    @Test
    void refusesARunfileBesideArchives() {
        String two = YAML.replace(
                "[{url: \"https://mirror.lab.example/cuda_12.6.3_linux.tar.gz\"",
                "[{url: \"https://mirror.lab.example/a.run\", sha256: " + DIGEST
                        + "}, {url: \"https://mirror.lab.example/cuda_12.6.3_linux.tar.gz\"");

        assertThatThrownBy(() -> ManifestReader.read("lab.yaml", two))
                .hasMessageContaining("a runfile is a whole toolkit: name it alone");
    }
}
