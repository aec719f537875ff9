package io.lamplighter.controller.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.controller.problem.CallerMistake.NotFound;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerMistakeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labb | all lab           | did you mean lab?
            prof | lab all           | there are all, lab
            prof | all               | there is all
            prof | a b c d e f g h i | there are a, b, c, d, e, f, g, h and 1 more
            """)
    void saysWhatThereIsInPlaceOfWhatThereIsNot(String name, String known, String remedy) {
        assertThat(new NotFound("group", name, List.of(known.split(" "))).remedy())
                .isEqualTo(remedy);
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(new NotFound("group", "prof", List.of()).remedy()).isEqualTo("there is none yet");
    }
}
