package io.lamplighter.agent.failure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.run.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The failures that are known, read from {@code failures.toml} beside this class. */
public final class Catalogue {
    private static final List<Entry> ENTRIES = read();

    private Catalogue() {}

    /** What a program's output means; empty when no entry matches. */
    public static Optional<Diagnosis> of(String log) {
        return ENTRIES.stream()
                .filter(entry -> entry.matches(log))
                .findFirst()
                .map(entry -> entry.diagnosis(entry.detailIn(log)));
    }

    /**
     * The entry with this id.
     *
     * @param detail what tells causes apart; empty for nothing
     * @throws IllegalArgumentException when the catalogue has none
     */
    public static Diagnosis named(String id, String detail) {
        return ENTRIES.stream()
                .filter(entry -> entry.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no failure is called " + id))
                .diagnosis(detail);
    }

    private static List<Entry> read() {
        try (InputStream file = Objects.requireNonNull(Catalogue.class.getResourceAsStream("failures.toml"))) {
            JsonNode content = Wire.mapper().readTree(new TomlFactory().createParser(file));
            return Wire.mapper().convertValue(content.get("failure"), new TypeReference<List<Row>>() {}).stream()
                    .map(Entry::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Row(
            String id,
            boolean retry,
            String message,
            String remedy,
            @Nullable List<String> match,
            @Nullable List<String> detail) {}

    private record Entry(Row row, String id, List<Pattern> match, List<Pattern> detail) {
        static Entry of(Row row) {
            return new Entry(row, row.id, patterns(row.match), patterns(row.detail));
        }

        boolean matches(String log) {
            return match.stream().anyMatch(pattern -> pattern.matcher(log).find());
        }

        String detailIn(String log) {
            return detail.stream()
                    .map(pattern -> pattern.matcher(log))
                    .filter(Matcher::find)
                    .findFirst()
                    .map(found -> Credentials.removed(found.group(1)))
                    .orElse("");
        }

        Diagnosis diagnosis(String found) {
            boolean bare = found.isBlank();
            return new Diagnosis(
                    new Signature(bare ? id : id + ":" + found),
                    bare ? row.message + "." : row.message + ": " + found + ".",
                    row.remedy,
                    row.retry);
        }

        private static List<Pattern> patterns(@Nullable List<String> texts) {
            return texts == null
                    ? List.of()
                    : texts.stream()
                            .map(text -> Pattern.compile(text, Pattern.MULTILINE))
                            .toList();
        }
    }
}
