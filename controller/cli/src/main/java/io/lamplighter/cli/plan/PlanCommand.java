package io.lamplighter.cli.plan;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.cli.agent.AgentOption;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.manifest.ManifestFiles;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.planner.Planner;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a machine with these facts would get, without a controller. */
@Command(
        name = "plan",
        description = {
            "Shows what this machine, or one with other facts, would get; needs no controller.",
            "Ends with 0 when there is a plan for every environment, with 3 when one is rejected."
        })
public final class PlanCommand implements Callable<Integer> {
    private final Screen screen;
    private final InputStream input;

    @Option(
            names = "-f",
            required = true,
            paramLabel = "FILE",
            description = "environments, and sources that are not built in: a file, a directory or -; repeatable")
    private List<String> paths = List.of();

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            description = "a machine as JSON, from `lamp get machine NAME -o json` or `lamplighter-agent facts`"
                    + " (default: this machine)")
    private @Nullable Path factsFile;

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "a label of the machine, for sources with a selector; repeatable")
    private Map<String, String> labels = Map.of();

    @Mixin
    private final AgentOption agent;

    @Mixin
    private final DetailOption detail = new DetailOption();

    @Mixin
    private final FormatOption format = new FormatOption();

    public PlanCommand(Screen screen, InputStream input, AgentOption agent) {
        this.screen = screen;
        this.input = input;
        this.agent = agent;
    }

    @Override
    public Integer call() {
        List<Manifest> manifests = ManifestFiles.read(paths, input).manifests();
        List<Environment> environments = only(Environment.class, manifests);
        if (environments.isEmpty()) {
            throw LampException.badInput(
                    "there is no environment in " + String.join(", ", paths), "`lamp init` writes a working one");
        }
        PlannedMachine machine =
                factsFile == null ? PlannedMachine.of(agent.program().facts()) : PlannedMachine.read(factsFile);
        OfflinePlanner planner =
                new OfflinePlanner(only(Source.class, manifests), labels.isEmpty() ? machine.labels() : labels);

        List<PlannedEnvironment> planned = environments.stream()
                .map(environment -> plan(planner, environment, machine.facts()))
                .toList();

        switch (format.format()) {
            case TABLE -> table(planned, planner, environments, machine);
            case JSON -> screen.json(planned);
            case YAML -> screen.yaml(planned);
        }
        return worst(planned).code();
    }

    private void table(
            List<PlannedEnvironment> planned,
            OfflinePlanner planner,
            List<Environment> environments,
            PlannedMachine machine) {
        Reasons reasons = new Reasons(screen, detail);
        planned.forEach(each -> {
            reasons.print(each.environment() + " on " + machine.name(), each.resolution());
            reasons.print(each.explanation());
        });
        String assumed = environments.stream()
                .flatMap(environment -> planner.unread(environment, machine.facts()).stream())
                .distinct()
                .map(SourceName::value)
                .collect(Collectors.joining(", "));
        if (!assumed.isEmpty()) {
            screen.line("");
            screen.line("That the machine can reach " + assumed + " is assumed: nobody looked.");
        }
    }

    private static PlannedEnvironment plan(OfflinePlanner planner, Environment environment, PlanningFacts facts) {
        Planner.Decision decision = planner.decide(environment, facts);
        return new PlannedEnvironment(environment.name(), decision.resolution(), decision.explanation());
    }

    private static ExitStatus worst(List<PlannedEnvironment> planned) {
        return planned.stream()
                .map(each -> Reasons.status(each.resolution()))
                .max((one, other) -> Integer.compare(one.code(), other.code()))
                .orElse(ExitStatus.DONE);
    }

    private static <M extends Manifest> List<M> only(Class<M> type, List<Manifest> manifests) {
        return manifests.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
