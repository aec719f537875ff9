package io.lamplighter.cli.lock;

import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.cli.catalog.page.AnyPages;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.resource.StoredManifest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a lock in the words of other programs. */
@Command(
        name = "export",
        description = {
            "Writes a lock for other programs, to standard output: pylock (pylock.toml of PEP 751), requirements (for pip",
            "and uv, with digests), explicit (for conda and mamba), environment (environment.yml), cyclonedx (a bill of",
            "materials, JSON). The lock is named by " + LockAddress.FORMS + ".",
            "Addresses are those of the machine's sources, without a machine those of any."
        })
public final class LockExportCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final String version;

    @Parameters(index = "0", paramLabel = "LOCK", description = "environment, MACHINE/ENVIRONMENT, plan or generation")
    private @Nullable String lock;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            converter = ExportFormat.Word.class,
            description = "pylock, requirements, explicit, environment or cyclonedx")
    private @Nullable ExportFormat format;

    @Mixin
    private final LockOptions options = new LockOptions();

    /** @param version of lamp, which bills of materials name */
    public LockExportCommand(Connection connection, Screen screen, String version) {
        this.connection = connection;
        this.screen = screen;
        this.version = version;
    }

    @Override
    public void run() {
        Controller controller = connection.controller();
        LockAddress address = LockAddress.of(Objects.requireNonNull(lock), options.machine());
        FoundLock found = new LockFinder(controller, options).lock(address);
        ExportFormat as = Objects.requireNonNull(format);
        as.requireFit(found.lock());
        ExportSources sources = sources(controller, machine(address));
        write(as, name(address, found), found, sources);
        sources.guarded(found.lock().all().map(LockedPackage::from).toList())
                .forEach(source -> screen.error("lamp: the source " + source
                        + " wants a secret, which is not written: give it to the program that reads this"));
    }

    private void write(ExportFormat as, String name, FoundLock found, ExportSources sources) {
        LockText text = new LockText(found, sources);
        switch (as) {
            case PYLOCK -> screen.text(pylock(found, sources));
            case REQUIREMENTS -> screen.text(text.requirements());
            case EXPLICIT -> screen.text(text.explicit());
            case ENVIRONMENT -> screen.text(EnvironmentYaml.of(name, text));
            case CYCLONEDX -> screen.json(BillOfMaterials.of(name, found, sources, version));
        }
    }

    private String pylock(FoundLock found, ExportSources sources) {
        return new Pylock(new ListedFiles(new AnyPages(), sources, remark -> screen.error("lamp: " + remark)))
                .text(found);
    }

    private @Nullable MachineName machine(LockAddress address) {
        return address instanceof LockAddress.Wanted wanted ? wanted.machine() : options.machine();
    }

    private static ExportSources sources(Controller controller, @Nullable MachineName machine) {
        List<Source> applied = controller.manifests(Kind.SOURCE).stream()
                .map(stored -> (Source) StoredManifest.of(stored, Kind.SOURCE))
                .toList();
        Map<String, String> labels =
                machine == null ? Map.of() : controller.machine(machine).labels();
        return new ExportSources(applied, labels);
    }

    /** Of what is made of it. */
    private static String name(LockAddress address, FoundLock found) {
        return address instanceof LockAddress.Wanted wanted
                ? wanted.environment().value()
                : "lock-" + found.digest().abbreviated();
    }
}
