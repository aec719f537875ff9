package io.lamplighter.agent.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.api.run.RemedyClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            disk-full,          DISK_FULL, true
            read-only,          READ_ONLY_FILE_SYSTEM, true
            hash-mismatch,      HASH_MISMATCH:torch==2.10.0+cu126, true
            no-such-version,    RESOLVER_NO_CANDIDATE:numpy==99, false
            no-such-package,    RESOLVER_NO_CANDIDATE:nosuchpkgxyzzy, false
            refused-connection, SOURCE_UNREACHABLE:http://127.0.0.1:8766, true
            unknown-issuer,     TLS_UNTRUSTED:https://packages.lab.example, false
            """)
    void knowsWhatTheInstallerSays(String recording, String signature, boolean retry) throws IOException {
        Diagnosis diagnosis =
                Catalogue.of(recording("/uv/" + recording + ".txt")).orElseThrow();

        assertThat(diagnosis.signature()).hasToString(signature);
        assertThat(diagnosis.retry()).isEqualTo(retry);
        assertThat(diagnosis.remedy()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OSError: [Errno 122] Disk quota exceeded                                             | DISK_FULL
            java.nio.file.FileSystemException: /x/y: No space left on device                     | DISK_FULL
            AssertionError: Torch not compiled with CUDA enabled                                 | TORCH_CPU_ONLY_BUILD
            RuntimeError: The NVIDIA driver on your system is too old (found version 11040).     | TORCH_DRIVER_TOO_OLD:11040
            RuntimeError: CUDA error: no kernel image is available for execution on the device   | TORCH_NO_KERNEL_IMAGE
            ImportError: /lib64/libm.so.6: version `GLIBC_2.27' not found (required by x)        | GLIBC_TOO_OLD:GLIBC_2.27
            RuntimeError: operator torchvision::nms does not exist                               | TORCHVISION_PAIR
            An attempt has been made to start a new process before the                           | FREEZE_SUPPORT
            error: failed to hardlink file (os error 122)                                        | DISK_FULL
            mkdir: cannot create directory: Read-only file system                                | READ_ONLY_FILE_SYSTEM
            Out of memory: Killed process 4242 (uv) total-vm:9kB, anon-rss:8kB                   | INSTALLER_KILLED:uv
            error: the build ended with exit code 137                                            | INSTALLER_KILLED
            CondaHTTPError: HTTP 404 NOT FOUND for url <https://mirror.lab.example/x.conda>      | CONDA_HTTP:404
            hint: An index URL (https://m.lab.example:8/simple) could not be queried due to a lack of valid authentication credentials (401 Unauthorized) | CREDENTIAL_REFUSED:https://m.lab.example:8
            cause: HTTP status client error (401 Unauthorized) for url (https://f.lab.example/x) | CREDENTIAL_REFUSED:https://f.lab.example
            cause: tunnel error: failed to create underlying connection                          | PROXY_REFUSED
            error: HTTP status client error (403 Forbidden) for url (https://a.example/x)        | SOURCE_REFUSED:403 Forbidden
            """)
    void knowsWhatProgramsSay(String line, String signature) {
        assertThat(Catalogue.of("before\n" + line + "\nafter").orElseThrow().signature())
                .hasToString(signature);
    }

    @Test
    void doesNotGuess() {
        assertThat(Catalogue.of("error: something new")).isEmpty();
        assertThatThrownBy(() -> Catalogue.named("SOMETHING_NEW", "")).hasMessageContaining("SOMETHING_NEW");
    }

    @Test
    void reportsNoPasswordAndOnlyTheEnd() {
        String log = "first\n".repeat(100) + "Failed to fetch: https://anna:secret@mirror.lab.example/simple/x/\n";

        var failure = Catalogue.named("INSTALLER_FAILED", "").failure(log);

        assertThat(failure.log()).contains("https://***@mirror.lab.example").doesNotContain("secret");
        assertThat(failure.log().lines()).hasSize(40);
    }

    @Test
    void saysWhyAndWhatTheRemedyTakes() {
        var failure = Catalogue.named("CUDA_LOST", "").failure("");

        assertThat(failure.signature()).hasToString("CUDA_LOST");
        assertThat(failure.remedyClass()).isEqualTo(RemedyClass.REPLAN);
        assertThat(failure.cause()).contains("CPU build");
    }

    @Test
    void takesAMachinesOwnCatalogue(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("failures.toml"), """
                [[failure]]
                id = "LAB_LICENCE"
                class = "config"
                retry = false
                match = ["licence server"]
                message = "The licence server is away"
                remedy = "Call the lab."
                example = ["no licence server"]
                """);

        assertThat(Catalogue.use(file)).isEmpty();

        assertThat(Catalogue.of("error: no licence server").orElseThrow().signature())
                .hasToString("LAB_LICENCE");
        assertThat(Catalogue.of("Torch not compiled with CUDA enabled")).isEmpty();
        assertThat(Catalogue.named("CUDA_LOST", "").signature()).hasToString("CUDA_LOST");
    }

    @Test
    void keepsTheShippedOneWhenAMachinesOwnHasMistakes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("failures.toml"), """
                [[failure]]
                id = "lab licence"
                class = "magic"
                """);

        assertThat(Catalogue.use(file))
                .hasSizeGreaterThan(3)
                .anySatisfy(problem -> assertThat(problem).contains("class is none of"));
        assertThat(Catalogue.use(folder.resolve("missing.toml")))
                .singleElement()
                .asString()
                .contains("cannot be read");

        assertThat(Catalogue.of("Torch not compiled with CUDA enabled")).isPresent();
    }

    @AfterEach
    void useShipped() {
        Catalogue.useShipped();
    }

    static String recording(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(CatalogueTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
