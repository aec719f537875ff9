package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON lines, a file an environment; a new run begins the file anew. */
final class FileJournal implements Journal {
    private static final String SUFFIX = ".jsonl";

    private final Layout layout;
    private final String bootId;

    FileJournal(Layout layout, String bootId) {
        this.layout = layout;
        this.bootId = bootId;
    }

    @Override
    public void enter(Run run) throws IOException {
        String line = Wire.write(new Line(bootId, run, null));
        if (run.phase() instanceof Phase.Planned) {
            Files.createDirectories(layout.journal());
            DurableFiles.replace(layout.journal(run.environment()), (line + "\n").getBytes(UTF_8), Access.OWNER_ONLY);
        } else {
            DurableFiles.append(layout.journal(run.environment()), line);
        }
    }

    @Override
    public void started(EnvironmentName environment, ProcessGroup group) throws IOException {
        DurableFiles.append(layout.journal(environment), Wire.write(new Line(bootId, null, group)));
    }

    @Override
    public Optional<Entry> last(EnvironmentName environment) throws IOException {
        String boot = bootId;
        Run run = null;
        ProcessGroup group = null;
        for (String text : DurableFiles.lines(layout.journal(environment))) {
            Line line = read(text);
            boot = line.bootId;
            run = line.run == null ? run : line.run;
            group = line.group == null ? group : line.group;
        }
        return run == null ? Optional.empty() : Optional.of(new Entry(boot, run, group));
    }

    @Override
    public Set<EnvironmentName> environments() throws IOException {
        if (Files.notExists(layout.journal())) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(layout.journal())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> new EnvironmentName(name.substring(0, name.length() - SUFFIX.length())))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public void forget(EnvironmentName environment) throws IOException {
        DurableFiles.remove(layout.journal(environment));
    }

    private static Line read(String text) throws IOException {
        try {
            return Wire.mapper().readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            throw new IOException("a line of the journal that cannot be read: " + text, e);
        }
    }

    private record Line(
            String bootId, @Nullable Run run, @Nullable ProcessGroup group) {}
}
