package io.lamplighter.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows under a header, each column as wide as its widest cell; two spaces part them, none trails. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();
    private final int columns;

    private Table(int columns) {
        this.columns = columns;
    }

    public static Table of(String... header) {
        Table table = new Table(header.length);
        table.rows.add(Stream.of(header).map(name -> new Cell(name, Tone.QUIET)).toList());
        return table;
    }

    /** A name before each value, {@code Driver: 580.95.05}. */
    public static Table ofFields() {
        return new Table(2);
    }

    /** Adds a row; a cell is given as one or as what {@link Cell#of} takes. */
    public Table row(@Nullable Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " columns, " + cells.length + " cells");
        }
        rows.add(Stream.of(cells)
                .map(cell -> cell instanceof Cell made ? made : Cell.of(cell))
                .toList());
        return this;
    }

    /** Adds a field with each of its values on a line of its own; none shows as a dash. */
    public Table field(String name, List<?> values) {
        Cell label = new Cell(name + ":", Tone.QUIET);
        row(label, values.isEmpty() ? null : values.getFirst());
        values.stream().skip(1).forEach(value -> row(new Cell("", Tone.PLAIN), value));
        return this;
    }

    public Table field(String name, Object value) {
        return field(name, List.of(value));
    }

    boolean isEmpty() {
        return rows.size() <= 1;
    }

    List<String> lines(boolean colours) {
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).width());
            }
        }
        return rows.stream().map(row -> line(row, widths, colours)).toList();
    }

    private static String line(List<Cell> row, int[] widths, boolean colours) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            line.append(colours ? cell.tone().paint(cell.text()) : cell.text());
            line.append(" ".repeat(widths[column] - cell.width()));
            line.append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
