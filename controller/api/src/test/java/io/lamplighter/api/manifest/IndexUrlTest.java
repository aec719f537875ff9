package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexUrlTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            https://mirror.lab.example/simple,  https://mirror.lab.example/simple
            https://mirror.lab.example/simple/, https://mirror.lab.example/simple
            https://mirror.lab.example:8443,    https://mirror.lab.example:8443
            http://127.0.0.1:8080/simple,       http://127.0.0.1:8080/simple
            http://localhost:8080/simple,       http://localhost:8080/simple
            """)
    void takesHttpsAndHttpOfTheOwnMachine(String text, String kept) {
        assertThat(new IndexUrl(text)).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mirror.lab.example/simple",
                "http://localhost.evil.example/simple",
                "ftp://mirror.lab.example/simple",
                "file:///srv/simple",
                "mirror.lab.example",
                "https:///simple",
                "https://mirror.lab.example/simple?token=1",
                "https://mirror.lab.example/simple#x",
                "https://mirror lab"
            })
    void refusesOtherAddresses(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IndexUrl(text))
                .withMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:geheim@mirror.lab.example", "http://me:geheim@mirror.lab.example"})
    void refusesAPasswordWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IndexUrl(text))
                .withMessageContaining("password")
                .withMessageNotContaining("geheim");
    }
}
