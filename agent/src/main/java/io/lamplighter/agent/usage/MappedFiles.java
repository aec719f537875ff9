package io.lamplighter.agent.usage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** What a process has mapped: libraries, arrays of data. */
record MappedFiles() implements Sight {
    @Override
    public String what() {
        return "mapped files";
    }

    @Override
    public Set<Path> of(Path process, Names names) throws IOException {
        return names.in(Text.of(process.resolve("maps")));
    }
}
