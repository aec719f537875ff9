package io.lamplighter.agent.metrics;

import io.lamplighter.agent.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The metrics as a file that another exporter of the machine carries out. */
final class Textfile {
    private static final Logger LOG = Logger.getLogger(Textfile.class);

    private final Path file;
    private final Supplier<byte[]> metrics;
    private @Nullable String failure;

    /** @param metrics in Prometheus' text format */
    Textfile(Path file, Supplier<byte[]> metrics) {
        this.file = file;
        this.metrics = metrics;
    }

    /** Why nothing can be written there, with the next step; empty where it can. */
    static Optional<String> refusal(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!file.toString().endsWith(".prom")) {
            return Optional.of("lamplighter.metrics.textfile.file: node_exporter reads only names that end in .prom;"
                    + " found " + file);
        }
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of("lamplighter.metrics.textfile.file: " + folder + " is no folder that the agent can write"
                        + " to; name one of node_exporter's --collector.textfile.directory");
    }

    /** Replaces it; a failure is told once, until it is another or over. */
    void write() {
        try {
            DurableFiles.replace(file, metrics.get());
            failure = null;
        } catch (IOException e) {
            if (!e.toString().equals(failure)) {
                failure = e.toString();
                LOG.warnf("The metrics cannot be written to %s: %s", file, e);
            }
        }
    }
}
