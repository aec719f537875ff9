package io.lamplighter.cli.resource;

import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.Stored;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One thing, with all that is known of it. */
@Command(
        name = "describe",
        description = {
            "Shows one thing whole.",
            "A placement has two names: lamp describe placement MACHINE ENVIRONMENT.",
            "A run has the id that `lamp get runs` says."
        })
public final class DescribeCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "environment, toolkit, source, group, machine, placement or run")
    private @Nullable ResourceKind kind;

    @Parameters(
            index = "1..*",
            arity = "1..2",
            paramLabel = "NAME",
            description = "its name; of a placement, machine and environment")
    private List<String> names = List.of();

    public DescribeCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        requireNames(kind instanceof ResourceKind.Placements ? 2 : 1);
        Controller controller = connection.controller();
        switch (kind) {
            case ResourceKind.Manifests(Manifest.Kind of) -> manifest(controller, of);
            case ResourceKind.Machines machines -> machine(controller);
            case ResourceKind.Placements placements -> {
                MachineName machine = GivenName.read(names.getFirst(), MachineName::new);
                EnvironmentName environment = GivenName.read(names.getLast(), EnvironmentName::new);
                new PlacementDescription(screen)
                        .print(controller.placement(machine, environment), controller.groups(machine));
            }
            case ResourceKind.Runs runs ->
                new PlacementDescription(screen).print(controller.run(GivenName.read(names.getFirst(), RunId::new)));
            case null -> throw new IllegalStateException("KIND is required");
        }
    }

    private void manifest(Controller controller, Manifest.Kind of) {
        ManifestName name = GivenName.read(names.getFirst(), ManifestName::new);
        Stored stored = controller.manifest(of, name);
        screen.table(Table.ofFields()
                .field("Revision", stored.revision())
                .field("Changed", Quantity.instant(stored.changedAt())));
        screen.line("");
        screen.text(ManifestReader.write(StoredManifest.of(stored, of)));
        if (Assignable.class.isAssignableFrom(of.type())) {
            placements(controller.placements(null, new EnvironmentName(name.value())));
        }
    }

    private void machine(Controller controller) {
        MachineName name = GivenName.read(names.getFirst(), MachineName::new);
        screen.table(MachineDescription.of(
                controller.machine(name),
                controller.groups(name),
                WakingWords.orUnknown(() -> controller.waking(name)),
                controller.generations(name)));
        placements(controller.placements(name, null));
    }

    private void placements(List<PlacementView> placements) {
        if (!placements.isEmpty()) {
            screen.line("");
            screen.table(Listing.placements(placements));
        }
    }

    private void requireNames(int count) {
        if (names.size() != count) {
            throw LampException.badInput(
                    count == 1 ? "one name is wanted, " + names.size() + " are given" : "a placement has two names",
                    "lamp describe KIND NAME, or lamp describe placement MACHINE ENVIRONMENT");
        }
    }
}
