package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.generation.FreedGeneration;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The last few generations that were removed: what a person looks for who misses one. */
final class FreedLog {
    private static final int REMEMBERED = 20;

    private final Path file;

    FreedLog(Path file) {
        this.file = file;
    }

    /** The newest first; none when the file is not to be read. */
    List<FreedGeneration> newestFirst() throws IOException {
        try {
            return Wire.mapper().readValue(Files.readAllBytes(file), Kept.class).freed();
        } catch (NoSuchFileException | JsonProcessingException _) {
            return List.of();
        }
    }

    void add(FreedGeneration freed) throws IOException {
        List<FreedGeneration> all = Stream.concat(Stream.of(freed), newestFirst().stream())
                .limit(REMEMBERED)
                .toList();
        DurableFiles.replace(file, Wire.write(new Kept(all)).getBytes(UTF_8));
    }

    private record Kept(List<FreedGeneration> freed) {}
}
