package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchUpdateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PINNED | 2.10.0 | 2.10.1 2.11.0     |
            PATCH  | 2.10.0 | 2.10.1 2.11.0     | 2.10.1
            PATCH  | 2.10.1 | 2.10.0 2.11.0     |
            PATCH  | 2.1.0  | 2.10.0 2.1.2      | 2.1.2
            MINOR  | 2.10.0 | 2.10.1 2.11.0 3.0 | 2.11.0
            MINOR  | 2.10.0 | 2.9.1 2.10.0      |
            LATEST | 2.10.0 | 2.11.0 3.0.0      | 3.0.0
            LATEST | 2.10.0 | 2.11.0rc1         |
            """)
    void movesUpAsFarAsTheSpecSays(Update update, String inUse, String working, String expected) {
        assertThat(TorchUpdate.of(
                                update,
                                Pep440Version.parse(inUse),
                                Arrays.stream(working.split(" "))
                                        .map(Pep440Version::parse)
                                        .collect(Collectors.toSet()))
                        .map(Pep440Version::toString)
                        .orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void readsWhatAPlanChose() {
        assertThat(TorchUpdate.chosen("torch 2.10.0 cu126")).contains(Pep440Version.parse("2.10.0"));
        assertThat(TorchUpdate.chosen("cuda 13.0")).isEmpty();
    }
}
