package io.lamplighter.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void makesColumnsAsWideAsTheirWidestCell() {
        Table table = Table.of("NAME", "N").row("a-long-name", 1).row("é", null);

        assertThat(table.lines(false)).containsExactly("NAME         N", "a-long-name  1", "é            -");
    }

    @Test
    void doesNotCountColours() {
        Table table = Table.of("A", "B").row(new Cell("bad", Tone.BAD), "x");

        assertThat(table.lines(true)).last().isEqualTo("\u001b[31mbad\u001b[0m  x");
    }

    @Test
    void keepsACellOnItsLine() {
        Table table = Table.of("A").row("one\ntwo");

        assertThat(table.lines(false)).last().isEqualTo("one\\u000atwo");
    }

    @Test
    void writesEachValueOfAFieldOnALine() {
        Table table = Table.ofFields().field("GPUs", List.of("one", "two")).field("Tools", List.of());

        assertThat(table.lines(false)).containsExactly("GPUs:   one", "        two", "Tools:  -");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        Table table = Table.of("A", "B");

        assertThatThrownBy(() -> table.row("a")).hasMessage("2 columns, 1 cells");
    }
}
