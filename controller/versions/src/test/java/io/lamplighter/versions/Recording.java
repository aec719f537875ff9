package io.lamplighter.versions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What another tool answered: a question a line, its parts and at the end the answer, parted by tabs. The first line of
 * the file names the tool and its version.
 */
public final class Recording {
    private static final int FEWEST = 500;

    private final List<List<String>> rows;

    private Recording(List<List<String>> rows) {
        this.rows = rows;
    }

    public static Recording of(String resource) {
        try (InputStream file = Recording.class.getResourceAsStream("/" + resource)) {
            String text = new String(Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
            List<List<String>> rows = text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            if (rows.size() < FEWEST) {
                throw new IllegalStateException(resource + " holds but " + rows.size() + " rows");
            }
            return new Recording(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The questions, without the answers. */
    public Stream<List<String>> questions() {
        return rows.stream().map(row -> row.subList(0, row.size() - 1));
    }

    /** Where an answer is another than the recorded one; what refuses a question answers it with invalid. */
    public List<String> disagreements(Function<List<String>, Object> answers) {
        return rows.stream()
                .filter(row -> !answer(answers, row).equals(row.getLast()))
                .map(row -> String.join("   ", row) + ", not " + answer(answers, row))
                .toList();
    }

    private static String answer(Function<List<String>, Object> answers, List<String> row) {
        try {
            return answers.apply(row).toString();
        } catch (IllegalArgumentException _) {
            return "invalid";
        }
    }
}
