package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.FilePath;
import io.lamplighter.api.schedule.Gates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file by which somebody else says whether it is a good time. */
final class FileCheck implements GateCheck {
    private final Path root;
    private final Function<Gates, @Nullable FilePath> file;
    private final boolean wanted;

    private FileCheck(Path root, Function<Gates, @Nullable FilePath> file, boolean wanted) {
        this.root = root;
        this.file = file;
        this.wanted = wanted;
    }

    static FileCheck present(Path root) {
        return new FileCheck(root, Gates::filePresent, true);
    }

    static FileCheck absent(Path root) {
        return new FileCheck(root, Gates::fileAbsent, false);
    }

    @Override
    public Optional<String> obstacle(Gates gates, Instant now) {
        FilePath path = Objects.requireNonNull(file.apply(gates));
        boolean there = Files.exists(root.resolve(path.text().substring(1)));
        return there == wanted ? Optional.empty() : Optional.of("there is " + (wanted ? "no file " : "a file ") + path);
    }
}
