package io.lamplighter.agent.process;

import java.nio.file.Path;
import java.util.Objects;

/** A file for one program alone, there as long as it runs. */
public record SecretFile(Path file, String content) {
    /** What it lies in, which is there for such files only. */
    public Path folder() {
        return Objects.requireNonNull(file.getParent(), "the root is no file");
    }

    /** Says nothing of the content. */
    @Override
    public String toString() {
        return file + " (secret)";
    }
}
