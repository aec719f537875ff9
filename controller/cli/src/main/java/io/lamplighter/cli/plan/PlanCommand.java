package io.lamplighter.cli.plan;

import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.cli.agent.AgentOption;
import io.lamplighter.cli.catalog.CatalogDirectory;
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
            "Shows what this machine, or one with other facts, would get; needs no controller and no network.",
            "Ends with 0 when there is a plan for everything asked for, with 3 when something is rejected."
        })
public final class PlanCommand implements Callable<Integer> {
    private final Screen screen;
    private final InputStream input;

    @Option(
            names = "-f",
            required = true,
            paramLabel = "FILE",
            description =
                    "environments and toolkits, and sources that are not built in: a file, a directory or -; repeatable")
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
    private final MachineOptions machineOptions = new MachineOptions();

    @Option(
            names = "--source",
            paramLabel = "NAME=URL[,builds=cpu+cu126]",
            description = "a source that the machine reaches, also ,type=pypi|pytorch|conda; repeatable; with any, the"
                    + " built-in ones count only if they are given too")
    private List<String> givenSources = List.of();

    @Option(
            names = "--catalog",
            paramLabel = "DIRECTORY",
            description =
                    "decide with this catalog, files as `lamp catalog get` writes them (default: the one that lamp"
                            + " brings)")
    private @Nullable Path catalogDirectory;

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
        List<Assignable> asking = only(Assignable.class, manifests);
        if (asking.isEmpty()) {
            throw LampException.badInput(
                    "there is no environment and no toolkit in " + String.join(", ", paths),
                    "`lamp init` writes a working one");
        }
        if (factsFile != null && machineOptions.areGiven()) {
            throw LampException.badInput("--facts and flags of a machine tell two machines", "leave one of them out");
        }
        List<AvailableSource> given =
                givenSources.stream().map(SourceFlag::parse).toList();
        Planner planner =
                catalogDirectory == null ? Planner.shipped() : Planner.of(CatalogDirectory.read(catalogDirectory));
        PlannedMachine read = machineOptions.areGiven() ? null : machine();

        List<Planned> planned = asking.stream()
                .map(each -> plan(planner, each, read, only(Source.class, manifests), given))
                .toList();

        switch (format.format()) {
            case TABLE -> table(planned);
            case JSON -> screen.json(answers(planned));
            case YAML -> screen.yaml(answers(planned));
        }
        return worst(planned).code();
    }

    /** An environment or a toolkit with what was decided for it. */
    private record Planned(
            Assignable asking, PlannedMachine machine, OfflinePlanner planner, Planner.Decision decision) {
        Record answer() {
            return switch (asking) {
                case Environment environment -> new Answers(environment, planner.available(environment)).of(decision);
                case Toolkit toolkit -> ToolkitAnswer.of(toolkit, decision);
            };
        }
    }

    private PlannedMachine machine() {
        return factsFile == null ? PlannedMachine.of(agent.program().facts()) : PlannedMachine.read(factsFile);
    }

    private Planned plan(
            Planner catalog,
            Assignable asking,
            @Nullable PlannedMachine read,
            List<Source> sources,
            List<AvailableSource> given) {
        PlannedMachine machine = read == null ? PlannedMachine.told(machineOptions, asking) : read;
        OfflinePlanner planner =
                new OfflinePlanner(catalog, sources, labels.isEmpty() ? machine.labels() : labels, given);
        return new Planned(asking, machine, planner, planner.decide(asking, machine.facts(asking)));
    }

    /** One manifest is one answer, several are a list. */
    private static Object answers(List<Planned> planned) {
        List<Record> answers = planned.stream().map(Planned::answer).toList();
        return answers.size() == 1 ? answers.getFirst() : answers;
    }

    private void table(List<Planned> planned) {
        Reasons reasons = new Reasons(screen, detail);
        planned.forEach(each -> {
            reasons.print(
                    each.asking().name() + " on " + each.machine().name(),
                    each.decision().resolution());
            reasons.print(each.decision().explanation());
        });
        String assumed = planned.stream()
                .flatMap(each ->
                        each.planner().unread(each.asking(), each.machine().facts(each.asking())).stream())
                .distinct()
                .map(SourceName::value)
                .collect(Collectors.joining(", "));
        if (!assumed.isEmpty()) {
            screen.line("");
            screen.line("That the machine can reach " + assumed + " is assumed: nobody looked.");
        }
    }

    private static ExitStatus worst(List<Planned> planned) {
        return planned.stream()
                .map(each -> Reasons.status(each.decision().resolution()))
                .max((one, other) -> Integer.compare(one.code(), other.code()))
                .orElse(ExitStatus.DONE);
    }

    private static <M extends Manifest> List<M> only(Class<M> type, List<Manifest> manifests) {
        return manifests.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
