package io.lamplighter.agent.usage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What a process has open: a generation's lock, if it came by a launcher. */
record OpenFiles() implements Sight {
    @Override
    public String what() {
        return "open files";
    }

    @Override
    public Set<Path> of(Path process, Names names) throws IOException {
        Set<String> targets = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    targets.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException _) {
                    // closed by now
                }
            }
        }
        return names.inAny(targets);
    }
}
