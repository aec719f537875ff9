package io.lamplighter.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b", "\u0000", "\r", "\n", "\u007f", "\u009b", "\u200b", "\u202e", "\u2066", "\u2028", "\ufeff"
            })
    void escapesWhatSteersATerminal(String character) {
        assertThat(Printable.line("a" + character + "b"))
                .isEqualTo(String.format("a\\u%04xb", (int) character.charAt(0)));
    }

    @Test
    void escapesCharactersBeyondTheFirstPlaneAsJsonDoes() {
        assertThat(Printable.line("a\udb40\udc41b")).isEqualTo("a\\udb40\\udc41b");
    }

    @Test
    void leavesWritingAlone() {
        assertThat(Printable.line("Größe 東京 🔥 \\ \"")).isEqualTo("Größe 東京 🔥 \\ \"");
    }

    @Test
    void keepsTheWidthOfATab() {
        assertThat(Printable.line("a\tb")).isEqualTo("a    b");
    }
}
