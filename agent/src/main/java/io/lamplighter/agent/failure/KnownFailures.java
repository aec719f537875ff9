package io.lamplighter.agent.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The failures of a catalogue, in the order in which they are looked for.
 *
 * @param all with unique ids
 */
public record KnownFailures(List<KnownFailure> all) {
    public KnownFailures {
        all = List.copyOf(all);
    }

    /** What came of reading a catalogue. */
    public sealed interface Reading {
        /** It can be used. */
        record Read(KnownFailures failures) implements Reading {}

        /**
         * It is not used.
         *
         * @param problems all of them, each with its place
         */
        record Refused(List<String> problems) implements Reading {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Those that this agent comes with: {@code failures.toml} beside this class. */
    public static KnownFailures shipped() {
        return switch (CatalogueReader.read(shippedText())) {
            case Reading.Read(KnownFailures failures) -> failures;
            case Reading.Refused(List<String> problems) -> throw new IllegalStateException(String.join("\n", problems));
        };
    }

    public LogSearch search() {
        return new LogSearch(this);
    }

    /** What a program's output means; empty when nothing in it is known. */
    Optional<Diagnosis> of(String log) {
        LogSearch search = search();
        log.lines().forEach(search::line);
        return search.diagnosis();
    }

    Optional<KnownFailure> named(String id) {
        return all.stream().filter(failure -> failure.id().equals(id)).findFirst();
    }

    static String shippedText() {
        try (InputStream file = Objects.requireNonNull(KnownFailures.class.getResourceAsStream("failures.toml"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
