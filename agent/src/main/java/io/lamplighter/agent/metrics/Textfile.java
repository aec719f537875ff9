package io.lamplighter.agent.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The metrics as a file that another exporter of the machine carries out. Those of the JVM and the process are left
 * out: node_exporter has some by the same names, and refuses a file in which one comes again.
 */
final class Textfile {
    private static final Logger LOG = Logger.getLogger(Textfile.class);
    private static final Pattern OURS = Pattern.compile("(# (HELP|TYPE) )?lamplighter_");

    /** In a label the format escapes this end of a line, and no other that Unicode has. */
    private static final Pattern END_OF_LINE = Pattern.compile("\n");

    private final Path file;
    private final Supplier<String> metrics;
    private @Nullable String failure;

    /** @param metrics in Prometheus' text format */
    Textfile(Path file, Supplier<String> metrics) {
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
        String text = END_OF_LINE
                .splitAsStream(metrics.get())
                .filter(line -> OURS.matcher(line).lookingAt())
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            DurableFiles.replace(file, text.getBytes(UTF_8));
            failure = null;
        } catch (IOException e) {
            if (!e.toString().equals(failure)) {
                failure = e.toString();
                LOG.warnf("The metrics cannot be written to %s: %s", file, e);
            }
        }
    }
}
