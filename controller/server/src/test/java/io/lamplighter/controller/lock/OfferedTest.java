package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Platform;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferedTest {
    private static final Platform LINUX = new Platform("linux", "x86_64", "2.36", "3.11");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # file                                                              | fits
            numpy-2.3.5-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl | true
            numpy-2.3.5-cp312-cp312-manylinux_2_28_x86_64.whl                   | false
            numpy-2.3.5-cp311-cp311-manylinux_2_28_aarch64.whl                  | false
            numpy-2.3.5-cp311-cp311-win_amd64.whl                               | false
            numpy-2.3.5-cp38-abi3-manylinux_2_28_x86_64.whl                     | true
            numpy-2.3.5-cp312-abi3-manylinux_2_28_x86_64.whl                    | false
            numpy-2.3.5-cp311-cp311-manylinux_2_39_x86_64.whl                   | false
            numpy-2.3.5-cp311-cp311-manylinux2014_x86_64.whl                    | true
            numpy-2.3.5-cp311-cp311-musllinux_1_2_x86_64.whl                    | false
            numpy-2.3.5-py2.py3-none-any.whl                                    | true
            numpy-2.3.5-1-py3-none-any.whl                                      | true
            """)
    void knowsWhichWheelsRun(String file, boolean fits) {
        assertThat(Offered.ofPip(listed(file), LINUX)).contains(new Offered("2.3.5", fits, false, Instant.EPOCH));
    }

    @Test
    void passesOverWhatIsNoWheel() {
        assertThat(Offered.ofPip(listed("numpy-2.3.5.tar.gz"), LINUX)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # entry                                                                   | fits  | published
            {"version": "2.4.0", "build": "py311_0", "timestamp": 1764244800000}      | true  | 2025-11-27T12:00:00Z
            {"version": "2.4.0", "build": "py312_0", "timestamp": 1764244800}         | false | 2025-11-27T12:00:00Z
            {"version": "2.4.0", "build": "h0_0", "timestamp": 1764244800000}         | true  | 2025-11-27T12:00:00Z
            """)
    void readsEntriesOfChannels(String entry, boolean fits, Instant published) throws JsonProcessingException {
        assertThat(Offered.ofConda(Wire.mapper().readTree(entry), LINUX))
                .isEqualTo(new Offered("2.4.0", fits, false, published));
    }

    private static ListedFile listed(String name) {
        return new ListedFile(
                name, URI.create("https://mirror.example/" + name), null, null, null, null, Instant.EPOCH);
    }
}
