package io.lamplighter.cli.output;

import java.io.PrintWriter;

/** Standard output and error. All that is shown goes through here and cannot steer the terminal. */
public final class Screen {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colours;

    public Screen(PrintWriter out, PrintWriter err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    public boolean colours() {
        return colours;
    }

    public void line(String text) {
        out.println(Printable.line(text));
        out.flush();
    }

    public void line(Cell cell) {
        out.println(colours ? cell.tone().paint(cell.text()) : cell.text());
        out.flush();
    }

    /** Text of several lines. */
    public void text(String lines) {
        lines.lines().forEach(this::line);
    }

    /** A unified diff. */
    public void diff(String lines) {
        lines.lines().forEach(line -> line(new Cell(line, toneOfDiff(line))));
    }

    public void table(Table table) {
        table(table, 0);
    }

    /** A table, or a sentence that says why it would be empty. */
    public void table(Table table, String whenEmpty) {
        if (table.isEmpty()) {
            line(whenEmpty);
        } else {
            table(table, 0);
        }
    }

    /** A table, moved to the right by some spaces. */
    public void table(Table table, int indentation) {
        table.lines(colours).forEach(line -> out.println(" ".repeat(indentation) + line));
        out.flush();
    }

    public void json(Object value) {
        text(Documents.json(value));
    }

    public void yaml(Object value) {
        text(Documents.yaml(value));
    }

    public void error(String text) {
        err.println(Printable.line(text));
        err.flush();
    }

    private static Tone toneOfDiff(String line) {
        if (line.startsWith("+")) {
            return Tone.GOOD;
        }
        return line.startsWith("-") ? Tone.BAD : Tone.PLAIN;
    }
}
