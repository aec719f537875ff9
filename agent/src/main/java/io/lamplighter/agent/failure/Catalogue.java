package io.lamplighter.agent.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.failure.KnownFailures.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The error catalogue in force in this process: the one that the agent comes with, unless the machine has another. It
 * is the process's and not handed around, for a failure can become one anywhere.
 */
public final class Catalogue {
    private static final int LONGEST_FILE = 1 << 20;
    private static final KnownFailures SHIPPED = KnownFailures.shipped();

    private static volatile KnownFailures inForce = SHIPPED;

    private Catalogue() {}

    /** What a program's output means; empty when no entry matches. */
    public static Optional<Diagnosis> of(String log) {
        return inForce.of(log);
    }

    /**
     * The entry with this id; a machine's catalogue need not have those that the agent itself names.
     *
     * @param detail what tells causes apart; empty for nothing
     * @throws IllegalArgumentException when no catalogue has it
     */
    public static Diagnosis named(String id, String detail) {
        return inForce.named(id)
                .or(() -> SHIPPED.named(id))
                .orElseThrow(() -> new IllegalArgumentException("no failure is called " + id))
                .diagnosis(detail);
    }

    /** Looks at a log line by line. */
    public static LogSearch search() {
        return inForce.search();
    }

    /**
     * Takes a machine's own catalogue instead.
     *
     * @return what is wrong with it, all at once; then what was in force stays in force
     */
    public static List<String> use(Path file) {
        return switch (read(file)) {
            case Reading.Read(KnownFailures failures) -> {
                inForce = failures;
                yield List.of();
            }
            case Reading.Refused(List<String> problems) -> problems;
        };
    }

    /** Goes back to the one that the agent comes with. */
    static void useShipped() {
        inForce = SHIPPED;
    }

    private static Reading read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(LONGEST_FILE + 1);
            return bytes.length > LONGEST_FILE
                    ? new Reading.Refused(List.of("it is longer than " + LONGEST_FILE + " bytes"))
                    : CatalogueReader.read(new String(bytes, UTF_8));
        } catch (IOException e) {
            return new Reading.Refused(List.of("it cannot be read: " + e));
        }
    }
}
