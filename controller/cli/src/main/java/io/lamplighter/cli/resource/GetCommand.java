package io.lamplighter.cli.resource;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.Stored;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists what there is. */
@Command(
        name = "get",
        description = {
            "Lists environments, sources, groups, machines, placements or runs, or shows one.",
            "Manifests written with -o yaml can be applied again."
        })
public final class GetCommand implements Runnable {
    private static final String NO_MACHINE =
            "no machine is enrolled yet: `lamp token create` makes the token that an agent enrols with";

    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "KIND", description = "environment, source, group, machine, placement or run")
    private @Nullable ResourceKind kind;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "only this one; for placements and runs, only this machine's")
    private @Nullable String name;

    @Mixin
    private final FormatOption format = new FormatOption();

    public GetCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        Controller controller = connection.controller();
        switch (kind) {
            case ResourceKind.Manifests(Manifest.Kind of) -> manifests(controller, of);
            case ResourceKind.Machines machines -> machines(controller);
            case ResourceKind.Placements placements -> {
                var all = controller.placements(name == null ? null : GivenName.read(name, MachineName::new), null);
                print(Listing.placements(all), all, "no machine has an environment yet: a group gives it one");
            }
            case ResourceKind.Runs runs -> {
                var all = controller.runs(name == null ? null : GivenName.read(name, MachineName::new));
                print(Listing.runs(all), all, "no machine has built anything yet");
            }
            case null -> throw new IllegalStateException("KIND is required");
        }
    }

    private void manifests(Controller controller, Manifest.Kind of) {
        List<Stored> all = name == null
                ? controller.manifests(of)
                : List.of(controller.manifest(of, GivenName.read(name, ManifestName::new)));
        switch (format.format()) {
            case TABLE ->
                screen.table(Listing.manifests(of, all), "no " + of.plural() + " yet: `lamp apply` makes them");
            case JSON ->
                screen.json(
                        name == null ? StoredManifest.json(all) : all.getFirst().manifest());
            case YAML -> StoredManifest.yaml(screen, of, all);
        }
    }

    private void machines(Controller controller) {
        if (name == null) {
            List<MachineView> all = controller.machines();
            print(Listing.machines(all), all, NO_MACHINE);
        } else {
            MachineView one = controller.machine(GivenName.read(name, MachineName::new));
            print(Listing.machines(List.of(one)), one, NO_MACHINE);
        }
    }

    private void print(Table table, Object value, String whenEmpty) {
        switch (format.format()) {
            case TABLE -> screen.table(table, whenEmpty);
            case JSON -> screen.json(value);
            case YAML -> screen.yaml(value);
        }
    }
}
