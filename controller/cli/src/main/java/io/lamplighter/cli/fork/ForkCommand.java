package io.lamplighter.cli.fork;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Expiry;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.manifest.AppliedReport;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.resource.StoredManifest;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a group an environment beside the one that it has. */
@Command(
        name = "fork",
        description = {
            "Gives a group a second environment, like one that there is but for some packages.",
            "For whoever needs another version tomorrow: both stand side by side, and the second goes by itself."
        })
public final class ForkCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;

    @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "the one to begin with")
    private @Nullable EnvironmentName environment;

    @Option(
            names = "--set",
            required = true,
            paramLabel = "REQUIREMENT",
            description = "what stands in place of the requirement for the same package, 'torch==2.9.*'; repeatable")
    private List<PackageRequirement> changes = List.of();

    @Option(names = "--group", required = true, paramLabel = "GROUP", description = "who gets it")
    private @Nullable GroupName group;

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            description = "its last day, 2027-03-31; it is not asked for any more then, and goes after its grace")
    private @Nullable Expiry expires;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "its name; by default made of the environment's and of the first version, torch-2-9")
    private @Nullable EnvironmentName name;

    @Option(names = "--print", description = "print the two manifests instead, to be kept in files and applied")
    private boolean print;

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    public ForkCommand(Connection connection, Screen screen, InstantSource clock) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (expires != null && expires.isOver(clock.instant())) {
            throw LampException.badInput("its last day " + expires + " is over", "choose a later one with --expires");
        }
        Controller controller = connection.controller();
        Environment begun = (Environment) StoredManifest.of(
                controller.manifest(
                        Kind.ENVIRONMENT,
                        new ManifestName(Objects.requireNonNull(environment).value())),
                Kind.ENVIRONMENT);
        Group given = (Group) StoredManifest.of(
                controller.manifest(
                        Kind.GROUP,
                        new ManifestName(Objects.requireNonNull(group).value())),
                Kind.GROUP);
        Fork fork = new Fork(begun, changes);
        ManifestName called = name == null ? fork.usualName() : new ManifestName(name.value());
        Environment beside = fork.environment(called, expires);
        requireNew(controller, called);
        String manifests = ManifestReader.write(beside) + "---\n" + ManifestReader.write(Fork.with(given, called));
        if (print) {
            screen.text(manifests);
        } else {
            new AppliedReport(screen, options.dryRun()).print(controller.apply(manifests, options));
        }
    }

    private static void requireNew(Controller controller, ManifestName called) {
        if (controller.manifests(Kind.ENVIRONMENT).stream()
                .anyMatch(stored -> StoredManifest.of(stored, Kind.ENVIRONMENT)
                        .metadata()
                        .name()
                        .equals(called))) {
            throw LampException.badInput(
                    "there is an environment " + called + " already",
                    "choose another name with --name, or change that one with `lamp apply`");
        }
    }
}
