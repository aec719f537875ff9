package io.lamplighter.agent.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.toolkit.VersionFiles.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionFilesTest {
    @TempDir
    Path prefix;

    @ParameterizedTest
    @CsvSource({"7605, 7.6.5", "8902, 8.9.2", "8907, 8.9.7", "90000, 9.0.0", "90501, 9.5.1", "91002, 9.10.2"})
    void readsTheNumberOfCudnnByTheRuleOfItsTime(long number, String version) {
        assertThat(VersionFiles.cudnnOfNumber(number)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version.json | {"cuda_nvcc": {"version": "13.2.86"}, "cuda": {"version": "13.2.2"}}              | 13.2.2   | version_json
            version.json | {"cuda":{"name":"CUDA SDK","version":"13.2.2"},"cuda_nvcc":{"version":"13.2.86"}} | 13.2.2   | version_json
            version.txt  | CUDA Version 10.0.130                                                             | 10.0.130 | version_txt
            """)
    void readsTheReleaseAndNotThatOfAPart(String file, String text, String version, String by) throws Exception {
        write(file, text);

        assertThat(VersionFiles.release(prefix)).contains(new Told(version, by));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dist-info/nvidia_cuda_nvcc-13.0.88.dist-info/METADATA | x                          | 13.0 | dist_info
            nvidia_cuda_runtime_cu12-12.8.90.dist-info/METADATA   | x                          | 12.8 | dist_info
            conda-meta/cuda-version-12.9-h4f385c5_3.json          | {}                         | 12.9 | conda_meta
            include/cuda.h                                        | #define CUDA_VERSION 13000 | 13.0 | cuda_h
            include/cuda.h                                        | #define CUDA_VERSION 12060 | 12.6 | cuda_h
            """)
    void readsTheSeriesWhereNoFileSaysTheRelease(String file, String text, String version, String by) throws Exception {
        write(file, text);

        assertThat(VersionFiles.release(prefix)).isEmpty();
        assertThat(VersionFiles.series(prefix)).contains(new Told(version, by));
    }

    @Test
    void readsCudnnFromItsHeaderOfAnyTime() throws Exception {
        write("cudnn.h", "#define CUDNN_MAJOR 7\n#define CUDNN_MINOR 6\n#define CUDNN_PATCHLEVEL 5\n");

        assertThat(VersionFiles.cudnnHeader(prefix)).contains(new Told("7.6.5", "cudnn.h"));
    }

    @Test
    void readsCudnnFromANumberAlone() throws Exception {
        write("cudnn_version.h", "#define CUDNN_VERSION 90501\n");

        assertThat(VersionFiles.cudnnHeader(prefix)).contains(new Told("9.5.1", "cudnn_version.h"));
    }

    @Test
    void takesTheNewestOfSeveralLibraries() throws Exception {
        write("libcudnn.so.9.5.1", "");
        write("libcudnn.so.9.10.2", "");
        write("libcudnn_ops.so.9.11.0", "");

        assertThat(VersionFiles.cudnnLibrary(prefix)).contains(new Told("9.10.2", "libcudnn.so.9.10.2"));
    }

    @Test
    void saysNothingOfWhatSaysNothing() throws Exception {
        write("version.json", "{}");
        write("include/cuda.h", "#pragma once");

        assertThat(VersionFiles.release(prefix)).isEmpty();
        assertThat(VersionFiles.series(prefix)).isEmpty();
        assertThat(VersionFiles.cudnnHeader(prefix.resolve("include"))).isEmpty();
    }

    private void write(String file, String text) throws Exception {
        Path path = prefix.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
