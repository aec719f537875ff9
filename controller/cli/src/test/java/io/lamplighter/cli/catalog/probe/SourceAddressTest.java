package io.lamplighter.cli.catalog.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.cli.exit.LampException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            https://mirror.example/simple,         https://mirror.example/simple/cpu/torch/
            https://mirror.example/simple/,        https://mirror.example/simple/cpu/torch/
            http://127.0.0.1:8080,                 http://127.0.0.1:8080/cpu/torch/
            file:///srv/mirror,                    file:/srv/mirror/cpu/torch/
            https://mirror.example/a%20b/,         https://mirror.example/a%20b/cpu/torch/
            """)
    void placesPagesUnderIt(String source, String page) {
        assertThat(SourceAddress.parse(source).under("cpu/torch/")).hasToString(page);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mirror.example/simple              | "mirror.example/simple" is no address of a source
            /srv/mirror                        | "/srv/mirror" is no address of a source
            ftp://mirror.example/              | "ftp://mirror.example/" is no address of a source
            https:///simple                    | "https:///simple" is no address of a source
            file://host/srv                    | "file://host/srv" is no address of a source
            https://mirror.example/?a=b        | a source has no query and no fragment: "https://mirror.example/?a=b"
            https://mirror.example/a b         | "https://mirror.example/a b" is no address
            """)
    void refusesWhatIsNone(String source, String sentence) {
        assertThatThrownBy(() -> SourceAddress.parse(source))
                .isInstanceOf(LampException.class)
                .hasMessage(sentence + "; name it like https://mirror.example/simple or file:///srv/mirror");
    }

    @ParameterizedTest
    @CsvSource({"https://me:secret@mirror.example/simple", "ftp://me:secret@mirror.example/?x"})
    void doesNotRepeatAPassword(String source) {
        assertThatThrownBy(() -> SourceAddress.parse(source))
                .hasMessage("a password does not belong into an address; name the source without");
    }
}
