package io.lamplighter.agent.usage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Words that a process was started with: its arguments, its variables. */
record NulSeparated(String file, String what) implements Sight {
    @Override
    public Set<Path> of(Path process, Names names) throws IOException {
        return names.in(Text.of(process.resolve(file)));
    }
}
