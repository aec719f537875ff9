package io.lamplighter.agent.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.failure.LogSearch.Found;
import org.junit.jupiter.api.Test;

class LogSearchTest {
    @Test
    void tellsEveryKnownFailureWithItsFirstLines() {
        LogSearch search = KnownFailures.shipped().search();

        search.line("starting");
        for (int i = 0; i < 8; i++) {
            search.line("epoch " + i + ": CUDA error: no kernel image is available for execution on the device");
        }
        search.line("OSError: [Errno 28] No space left on device");

        assertThat(search.lines()).isEqualTo(10);
        assertThat(search.found())
                .extracting(found -> found.diagnosis().signature().id())
                .containsExactly("DISK_FULL", "TORCH_NO_KERNEL_IMAGE");
        Found kernel = search.found().getLast();
        assertThat(kernel.count()).isEqualTo(8);
        assertThat(kernel.lines()).hasSize(5).extracting(LogSearch.Line::number).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void looksForDetailsOnlyBesideWhatMatches() {
        LogSearch search = KnownFailures.shipped().search();

        search.line("error: Failed to fetch: `https://far.example/simple/x/`");
        for (int i = 0; i < 500; i++) {
            search.line("nothing");
        }
        search.line("error: Failed to fetch: `https://near.example/simple/x/`");
        search.line("  Caused by: invalid peer certificate: UnknownIssuer");

        assertThat(search.found())
                .singleElement()
                .extracting(found -> found.diagnosis().signature())
                .hasToString("TLS_UNTRUSTED:https://near.example");
    }

    @Test
    void quotesNoSecretAndNoControlCharacter() {
        LogSearch search = KnownFailures.shipped().search();

        search.line("\u001b[31merror\u001b[0m: https://anna:hunter22@m.example/x: Disk quota exceeded");

        assertThat(search.found().getFirst().lines().getFirst().text())
                .isEqualTo("error: https://***@m.example/x: Disk quota exceeded");
    }
}
