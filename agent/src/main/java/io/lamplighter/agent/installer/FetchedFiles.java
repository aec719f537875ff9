package io.lamplighter.agent.installer;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Digests of what was fetched and installed before, kept inside the cache so that they go with it: uv does not say what
 * its cache holds without fetching what it does not.
 */
record FetchedFiles(Path cache) {
    Set<Sha256> all() throws IOException {
        return DurableFiles.lines(file()).stream().map(Sha256::new).collect(Collectors.toUnmodifiableSet());
    }

    void add(Collection<Sha256> fetched) throws IOException {
        Set<Sha256> known = all();
        String news = fetched.stream()
                .filter(digest -> !known.contains(digest))
                .map(Sha256::hex)
                .collect(Collectors.joining("\n"));
        if (!news.isEmpty()) {
            Files.createDirectories(cache);
            DurableFiles.append(file(), news);
        }
    }

    /** Takes nothing for fetched any more. */
    void forget() throws IOException {
        DurableFiles.remove(file());
    }

    private Path file() {
        return cache.resolve("fetched.sha256");
    }
}
