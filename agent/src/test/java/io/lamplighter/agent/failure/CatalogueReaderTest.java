package io.lamplighter.agent.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.failure.KnownFailures.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {
    private static final String GOOD = """
            [[failure]]
            id = "LAMP_OIL"
            class = "config"
            retry = false
            match = ['oil is out']
            message = "The oil is out"
            remedy = "Fill it."
            source = ["the lamp's manual"]
            example = ["error: oil is out"]
            """;

    @Test
    void readsAnEntry() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id = "LAMP_OIL"        | id = "lamp oil"               | id is not like DISK_FULL
            class = "config"       | class = "magic"               | class is none of [safe, retry, replan, config, drain, reboot, admin]
            class = "config"       | class = "unknown"             | class is none of
            retry = false          | retry = "no"                  | retry is not true or false
            match = ['oil is out'] | match = ['oil (is out']       | is no pattern of RE2: missing closing )
            match = ['oil is out'] | match = ['(?=oil)is out']     | is no pattern of RE2
            match = ['oil is out'] | match = ['(oil) is out\\1']   | is no pattern of RE2
            match = ['oil is out'] | match = ['(oil is out)*']     | matches an empty line
            match = ['oil is out'] | match = 'oil is out'          | match is no list
            match = ['oil is out'] | match = ['water is out']      | is recognised as nothing
            retry = false          | detail = ['oil']              | detail 'oil' has no group
            remedy = "Fill it."    | remedy = ""                   | remedy is no text
            remedy = "Fill it."    | remedy = "Fill it."; hint = 1 | "hint" is no key of it
            source = [             | = [                           | no TOML: line
            example = [            | source2 = [                   | no example that they match
            """)
    void saysWhatIsWrong(String right, String wrong, String problem) {
        assertThat(problems(GOOD.replace(right, wrong.replace("; ", "\n"))))
                .anySatisfy(said -> assertThat(said).contains(problem));
    }

    @Test
    void saysEverythingAtOnce() {
        String wrong =
                GOOD.replace("config", "magic") + GOOD.replace("'oil", "'[oil").replace("Fill it.", " ");

        assertThat(problems(wrong))
                .hasSize(4)
                .allMatch(problem ->
                        problem.startsWith("failure 1 (LAMP_OIL)") || problem.startsWith("failure 2 (LAMP_OIL)"));
    }

    @Test
    void refusesAnEntryThatAnEarlierOneHides() {
        assertThat(problems(GOOD + GOOD.replace("LAMP_OIL", "OIL_OUT")))
                .singleElement()
                .asString()
                .contains("OIL_OUT", "is recognised as LAMP_OIL");
    }

    @Test
    void refusesAnEmptyCatalogue() {
        assertThat(problems("")).containsExactly("it holds no [[failure]]");
    }

    /** A backtracking matcher would not end before the sun does. */
    @Test
    void looksAtHostileLinesWithAHostilePatternInLinearTime() {
        var reading =
                (Reading.Read) CatalogueReader.read(GOOD.replace("'oil is out'", "'(a|a)*(a|aa)*(a*)*b oil is out'")
                        .replace("error: oil is out", "aab oil is out"));

        assertThat(reading.failures().of("a".repeat(100_000))).isEmpty();
    }

    private static List<String> problems(String toml) {
        return switch (CatalogueReader.read(toml)) {
            case Reading.Read _ -> List.of();
            case Reading.Refused(List<String> problems) -> problems;
        };
    }
}
