package io.lamplighter.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationProblemTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            soon  | Invalid duration: soon                                                                     | it must be a time, like 90s, 5m or 1h
            -1G   | value -1G not in correct format (regular expression): [0-9]+[BbKkMmGgTtPpEeZzYy]?          | it must be a size, like 512M or 5G
            maybe | SRCFG00049: Cannot convert maybe to enum class a.B$C, allowed values: off,on               | it must be one of off, on
            many  | SRCFG00029: Expected an integer value, got "many"                                          | Expected an integer value, got "many"
            foo   | SRCFG00019: Failed to create new instance from Converter constructor                       | it has another form
            """)
    void saysWhatAValueMustBe(String value, String reason, String wanted) {
        String problem = "java.lang.IllegalArgumentException: SRCFG00039: The config property lamplighter.a.b with the"
                + " config value \"" + value + "\" threw an Exception whilst being converted " + reason;

        String sentence = new ConfigurationProblem(problem).sentence();

        assertThat(sentence)
                .isEqualTo("lamplighter.a.b: " + wanted + "; found \"" + value
                        + "\". docs/reference/configuration.md lists all keys.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SRCFG00050: lamplighter.a.c in SysPropConfigSource does not map to any root | There is no configuration key lamplighter.a.c (found in SysPropConfigSource). Correct or remove it; docs/reference/configuration.md lists all keys.
            java.util.NoSuchElementException: SRCFG00014: The config property a is required | The configuration is wrong: The config property a is required
            """)
    void saysTheRestWithoutTheFrameworksCode(String problem, String sentence) {
        assertThat(new ConfigurationProblem(problem).sentence()).isEqualTo(sentence);
    }
}
