package io.lamplighter.agent.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** What one of a process's own links leads to. */
record Link(String file, String what) implements Sight {
    @Override
    public Set<Path> of(Path process, Names names) throws IOException {
        try {
            return names.in(Files.readSymbolicLink(process.resolve(file)).toString());
        } catch (NoSuchFileException e) {
            return Set.of(); // a thread of the kernel has no program
        }
    }
}
