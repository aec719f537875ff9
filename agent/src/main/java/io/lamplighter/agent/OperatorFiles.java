package io.lamplighter.agent;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The files in which operators configure an agent: the machine's, and above it the account's. */
public final class OperatorFiles implements ConfigSourceFactory {
    /** For all agents of the machine. */
    static final Path MACHINE = Path.of("/etc/lamplighter/agent.properties");

    /** Above what the agent comes with, below the environment's variables. */
    private static final int ORDINAL = 260;

    private final List<Path> files;

    public OperatorFiles() {
        this(List.of(MACHINE, AccountFolders.ofThisAccount().agentProperties()));
    }

    OperatorFiles(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        List<ConfigSource> sources = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                sources.add(read(file, ORDINAL + sources.size()));
            }
        }
        return sources;
    }

    private static ConfigSource read(Path file, int ordinal) {
        try {
            return new PropertiesConfigSource(file.toUri().toURL(), ordinal);
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration " + file + " cannot be read", e);
        }
    }
}
