package io.lamplighter.cli.init;

import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.manifest.IndexUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.cli.agent.AgentOption;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes manifests that work on this machine. */
@Command(
        name = "init",
        description = {
            "Writes manifests that work on this machine: PyTorch on a Python that is here, for every machine.",
            "A mirror that pip or uv is told to use here becomes a source. Needs no controller."
        })
public final class InitCommand implements Runnable {
    private final Screen screen;
    private final Map<String, String> variables;
    private final Path home;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIRECTORY",
            defaultValue = ".",
            description = "where to (default: here)")
    private Path directory = Path.of(".");

    @Option(names = "--force", description = "overwrite what is there")
    private boolean force;

    @Mixin
    private final AgentOption agent;

    public InitCommand(Screen screen, AgentOption agent, Map<String, String> variables, Path home) {
        this.screen = screen;
        this.agent = agent;
        this.variables = Map.copyOf(variables);
        this.home = home;
    }

    @Override
    public void run() {
        MachineFacts facts = agent.program().facts();
        Optional<String> source = mirror().map(Draft::source);
        List<Source> sources = source.map(Draft::readSource).stream().toList();
        SeriesChoice choice = SeriesChoice.of(facts, sources);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("environment.yaml", Draft.environment(choice.series()));
        files.put("group.yaml", Draft.group());
        source.ifPresent(text -> files.put("source.yaml", text));

        write(files);

        screen.line("environment torch: Python " + choice.series() + ", on this machine " + choice.build());
        screen.line("group everyone: gives it to every machine");
        sources.forEach(written ->
                screen.line("source " + written.name() + ": " + written.spec().url()));
        screen.line("next: lamp apply -f " + directory);
    }

    private Optional<IndexUrl> mirror() {
        return SiteMirror.find(variables, home, Path.of("/")).flatMap(this::usable);
    }

    private Optional<IndexUrl> usable(SiteMirror mirror) {
        try {
            IndexUrl url = new IndexUrl(mirror.url());
            return url.text().equals(BuiltInSources.defaultIndex()) ? Optional.empty() : Optional.of(url);
        } catch (IllegalArgumentException e) {
            screen.error("lamp: the mirror in " + mirror.place() + " becomes no source: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void write(Map<String, String> files) {
        List<Path> there = files.keySet().stream()
                .map(directory::resolve)
                .filter(Files::exists)
                .toList();
        if (!there.isEmpty() && !force) {
            throw LampException.badInput(
                    there.getFirst() + " exists, and nothing was written", "name another directory, or add --force");
        }
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.writeString(path, file.getValue());
                screen.line("wrote " + path);
            }
        } catch (IOException e) {
            throw LampException.badInput(
                    "cannot write into " + directory + ": " + e.getMessage(), "name another directory");
        }
    }
}
