package io.lamplighter.agent.verification;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Programs of this jar that a generation's own Python runs, as code of packages is run. */
record PythonProgram(Layout layout, WatchedCommands commands) {
    /**
     * Runs one.
     *
     * @param name of the resource
     * @param options of Python
     * @param variables beside the few that every program gets
     */
    CommandResult run(
            Path generation,
            String name,
            List<String> options,
            String argument,
            Map<String, String> variables,
            Duration timeout,
            CommandWatch watch)
            throws IOException, InterruptedException {
        for (Path folder : List.of(layout.given(), layout.home(), layout.temporary())) {
            Files.createDirectories(folder);
        }
        Path program = layout.given().resolve(name);
        try (InputStream source = Objects.requireNonNull(PythonProgram.class.getResourceAsStream(name))) {
            DurableFiles.replace(program, source.readAllBytes());
        }
        List<String> line = new ArrayList<>();
        line.add(generation.resolve("bin/python").toString());
        line.addAll(options);
        line.addAll(List.of(program.toString(), argument));
        Command command = new Command(line, environment(variables), layout.temporary(), timeout);
        return commands.run(command.isolated(), watch);
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "LANG",
                "C.UTF-8",
                "HOME",
                layout.home().toString(),
                "TMPDIR",
                layout.temporary().toString()));
        variables.putAll(more);
        return variables;
    }
}
