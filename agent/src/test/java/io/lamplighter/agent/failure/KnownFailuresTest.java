package io.lamplighter.agent.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.failure.KnownFailures.Reading;
import io.lamplighter.agent.fixture.Recordings;
import io.lamplighter.api.run.RemedyClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownFailuresTest {
    @Test
    void hasNoMistakeInTheShippedCatalogue() {
        assertThat(CatalogueReader.read(KnownFailures.shippedText())).isInstanceOf(Reading.Read.class);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void namesItsSourceAndSaysWhatToDo(KnownFailure failure) {
        assertThat(failure.match().isEmpty() || !failure.sources().isEmpty())
                .as("an entry that matches says where its words were read")
                .isTrue();
        assertThat(failure.remedyClass()).isNotEqualTo(RemedyClass.UNKNOWN);
        assertThat(failure.message()).doesNotEndWith(".");
        assertThat(failure.remedy()).endsWith(".");
    }

    static List<KnownFailure> shipped() {
        return KnownFailures.shipped().all();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            mismatch.txt,        NVML_DRIVER_LIBRARY_MISMATCH
            not-running.txt,     NVIDIA_SMI_NO_DRIVER
            lost.txt,            GPU_FALLEN_OFF_BUS
            device-handle.txt,   GPU_FALLEN_OFF_BUS
            freeze-support.txt,  FREEZE_SUPPORT
            """)
    void knowsWhatProgramsSay(String output, String signature) throws IOException {
        assertThat(signature(said(output))).isEqualTo(signature);
    }

    @ParameterizedTest
    @EnabledIf("io.lamplighter.agent.fixture.Recordings#areThere")
    @CsvSource(textBlock = """
            driver-library-mismatch.stdout,   NVML_DRIVER_LIBRARY_MISMATCH
            driver-not-running.stdout,        NVIDIA_SMI_NO_DRIVER
            gpu-lost.txt,                     GPU_FALLEN_OFF_BUS
            device-handle-unknown-error.txt,  GPU_FALLEN_OFF_BUS
            """)
    void knowsRecordedOutputs(String recording, String signature) throws IOException {
        assertThat(signature(Recordings.text("failures/" + recording))).isEqualTo(signature);
    }

    private static String signature(String output) {
        return KnownFailures.shipped().of(output).orElseThrow().signature().toString();
    }

    private static String said(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(KnownFailuresTest.class.getResourceAsStream("/failures/" + name))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
