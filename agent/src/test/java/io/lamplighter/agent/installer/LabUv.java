package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.ListedIndexes.Found;
import io.lamplighter.agent.installer.UvCommands.SolveInput;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Passage;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step.CreateEnvironment;
import io.lamplighter.api.plan.Step.Solve;
import io.lamplighter.api.reach.MachineTrust;
import io.lamplighter.planner.Planner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real uv of this machine, as an agent of another machine would run it. Only which machine it solves for is told
 * beside what an agent tells it.
 */
final class LabUv {
    private static final Planner PLANNER = Planner.shipped();

    private final Layout layout;
    private final UvCommands uv;
    private final ListedIndexes indexes;

    private LabUv(Layout layout, UvCommands uv, ListedIndexes indexes) {
        this.layout = layout;
        this.uv = uv;
        this.indexes = indexes;
    }

    static LabUv in(Path folder, ListedIndexes indexes) throws Exception {
        Layout layout = TestMachine.layout(folder);
        Files.createDirectories(layout.given());
        Files.createDirectories(layout.temporary());
        UvCommands uv = new UvCommands(TestMachine.uv(layout).locate(List.of()), layout, new MachineTrust(), true);
        return new LabUv(layout, uv, indexes);
    }

    /** The files that it takes for the first candidate of the plan; there is no second try. */
    List<Found> take(String packages, LabMachine machine, List<AvailableSource> sources) throws Exception {
        Plan plan = plan(packages, machine, sources);
        return solve(plan, plan.only(Solve.class).candidates().getFirst(), machine, sources);
    }

    /** The files that it takes where nothing is chosen for it. */
    List<Found> takeAsWritten(String packages, LabMachine machine, List<AvailableSource> sources) throws Exception {
        return solve(
                plan(packages, machine, sources), new Candidate("as written", List.of(), Map.of()), machine, sources);
    }

    private static Plan plan(String packages, LabMachine machine, List<AvailableSource> sources) throws Exception {
        String manifest = """
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: torch}
                spec:
                  python: ">=3.7"
                  sources: [%s]
                  stages:
                  - {name: framework, packages: [%s]}
                """.formatted(
                String.join(
                        ", ",
                        sources.stream().map(source -> source.name().value()).toList()),
                String.join(
                        ", ",
                        Stream.of(packages.split(" ", -1))
                                .map(each -> '"' + each + '"')
                                .toList()));
        Environment environment =
                (Environment) ManifestReader.read("environment.yaml", manifest).getFirst();
        return switch (PLANNER.resolve(environment, sources, machine.facts(sources))) {
            case Resolution.Resolved(Plan plan) -> plan;
            case Resolution.Rejected rejected -> throw new AssertionError(rejected.toString());
            case Resolution.Undecided undecided -> throw new AssertionError(undecided.toString());
        };
    }

    private List<Found> solve(Plan plan, Candidate candidate, LabMachine machine, List<AvailableSource> sources)
            throws Exception {
        SolveProject project = new SolveProject(plan.only(Solve.class), candidate, new SourceAddresses(sources));
        Path file = Files.writeString(layout.given().resolve("pyproject.toml"), project.render());
        Path lock = layout.temporary().resolve("pylock.toml");
        Files.deleteIfExists(lock);
        Path interpreter = Path.of(TestMachine.python().path());
        Command command = uv.lock(
                new SolveInput(file, interpreter, project.indexes(), Passage.FREE, null, ReleasedBefore.ANY_TIME),
                lock);

        run(elsewhere(command, machine, plan.only(CreateEnvironment.class).python()));

        return UvLock.parse(Files.readString(lock)).packages().stream()
                .flatMap(each -> each.files().stream())
                .map(each -> indexes.find(each.sha256().hex()))
                .toList();
    }

    private static Command elsewhere(Command command, LabMachine machine, String pythons) {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.addAll(List.of("--python-platform", machine.uvPlatform()));
        arguments.addAll(List.of("--python-version", machine.python(pythons)));
        return new Command(arguments, command.environment(), command.directory(), command.timeout());
    }

    private void run(Command command) throws Exception {
        assertThat(TestMachine.commands(layout).run(command))
                .isInstanceOfSatisfying(
                        Exited.class,
                        exited ->
                                assertThat(exited.status()).as(exited.output()).isZero());
    }
}
