package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildChangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # before        | after               | from            | to
            a 1, b 1        | a 2, b 1            | a 1             | a 2
            b 1, a 1        | a 1, b 1            | a 1, b 1        | a 1, b 1
            a 1             | a 1, c 1            | no packages     | c 1
            a 1, c 1        | a 1                 | c 1             | no packages
            -               | d 1, c 1, b 1, a 1  | -               | a 1, b 1, c 1 and 1 more
            a 1, b 1, c 1, d 1, e 1 | a 2, b 2, c 2, d 2, e 2 | a 1, b 1, c 1 and 2 more | a 2, b 2, c 2 and 2 more
            """)
    void tellsOnlyWhatDiffersAndNotAllOfIt(@Nullable String before, String after, @Nullable String from, String to) {
        assertThat(BuildChange.between(before == null ? null : packages(before), packages(after)))
                .isEqualTo(new BuildChange(from, to));
    }

    private static List<InstalledPackage> packages(String text) {
        return Stream.of(text.split(", ", -1))
                .map(one -> new InstalledPackage(one.replaceAll(" .*", ""), one.replaceAll(".* ", "")))
                .toList();
    }
}
