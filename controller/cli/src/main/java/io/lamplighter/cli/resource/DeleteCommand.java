package io.lamplighter.cli.resource;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.manifest.AppliedReport;
import io.lamplighter.cli.manifest.ManifestFiles;
import io.lamplighter.cli.output.Screen;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes, slowly: what machines have stays usable for the days of grace. */
@Command(
        name = "delete",
        description = {
            "Deletes a manifest or forgets a machine: lamp delete KIND NAME, or lamp delete -f FILE.",
            "What machines have stays usable for the days of grace; applying again cancels the removal."
        })
public final class DeleteCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final InputStream input;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "environment, source, group or machine")
    private @Nullable ResourceKind kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "its name")
    private @Nullable String name;

    @Option(names = "-f", paramLabel = "FILE", description = "delete what these manifests name; repeatable")
    private List<String> paths = List.of();

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    public DeleteCommand(Connection connection, Screen screen, InputStream input) {
        this.connection = connection;
        this.screen = screen;
        this.input = input;
    }

    @Override
    public void run() {
        if (paths.isEmpty() == (kind == null)) {
            throw usage();
        }
        if (kind == null) {
            deleteNamedIn(ManifestFiles.read(paths, input).manifests());
        } else if (name == null) {
            throw usage();
        } else {
            delete(kind, name);
        }
    }

    private void delete(ResourceKind which, String named) {
        switch (which) {
            case ResourceKind.Manifests(Manifest.Kind of) ->
                report(connection.controller().delete(of, GivenName.read(named, ManifestName::new), options));
            case ResourceKind.Machines machines -> deleteMachine(GivenName.read(named, MachineName::new));
            case ResourceKind.Placements placements ->
                throw LampException.badInput(
                        "a placement is not deleted by itself",
                        "take the environment out of the group, or the machine out of its selector");
            case ResourceKind.Runs runs ->
                throw LampException.badInput(
                        "a run is not deleted",
                        "old ones are forgotten by themselves: lamplighter.placement.kept-runs");
        }
    }

    /** Groups first: what still names something is gone before it. */
    private void deleteNamedIn(List<Manifest> manifests) {
        Controller controller = connection.controller();
        manifests.stream()
                .sorted(Comparator.comparingInt(DeleteCommand::order))
                .forEach(manifest -> report(
                        controller.delete(manifest.kind(), manifest.metadata().name(), options)));
    }

    private void deleteMachine(MachineName machine) {
        if (options.dryRun()) {
            connection.controller().machine(machine);
            screen.line("machine/" + machine + " would be deleted (dry run)");
            return;
        }
        connection.controller().deleteMachine(machine);
        screen.line("machine/" + machine + " deleted");
        screen.line("  its agent must enrol again; what is installed on it stays");
    }

    private void report(Applied change) {
        new AppliedReport(screen, options.dryRun()).print(List.of(change));
    }

    private static int order(Manifest manifest) {
        return switch (manifest.kind()) {
            case GROUP, MACHINE -> 0;
            case ENVIRONMENT, TOOLKIT -> 1;
            case SOURCE -> 2;
        };
    }

    private static LampException usage() {
        return LampException.badInput(
                "what to delete is not clear", "lamp delete KIND NAME, or lamp delete -f FILE, and not both");
    }
}
