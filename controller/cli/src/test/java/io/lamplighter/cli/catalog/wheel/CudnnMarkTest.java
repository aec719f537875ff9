package io.lamplighter.cli.catalog.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CudnnMarkTest {
    private static final int BLOCK = 1 << 20;

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            cudnn_version_7_6_5_32_c27521968_m0_e0, 7.6.5.32
            cudnn_version_8_5_0_96_,                8.5.0.96
            cudnn_version_cudnn_version_8_0_5_39_,  8.0.5.39
            cudnn_version_,                         none
            cudnn_version_8_5_0,                    none
            cudnn_versio,                           none
            '',                                     none
            """)
    void readsTheMarkInCode(String text, String version) throws IOException {
        Optional<String> found = find("before" + text);

        assertThat(found).isEqualTo(Optional.ofNullable(version));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BLOCK - 40, BLOCK - 20, BLOCK - 5, BLOCK, BLOCK + 17, BLOCK + 30, 3 * BLOCK - 1, 5 * BLOCK})
    void findsItAcrossTheEdgesOfWhatIsReadAtOnce(int offset) throws IOException {
        Optional<String> found = find("\0".repeat(offset) + "cudnn_version_8_5_0_96_" + "\0".repeat(100));

        assertThat(found).contains("8.5.0.96");
    }

    private static Optional<String> find(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return CudnnMark.find(() -> new ByteArrayInputStream(bytes));
    }
}
