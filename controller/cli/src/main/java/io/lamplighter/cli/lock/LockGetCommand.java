package io.lamplighter.cli.lock;

import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a lock holds. */
@Command(
        name = "get",
        description = {
            "Shows the lock of a plan: each package with the file that machines install, and where it comes from.",
            "It is named by " + LockAddress.FORMS + "."
        })
public final class LockGetCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "LOCK", description = "environment, MACHINE/ENVIRONMENT, plan or generation")
    private @Nullable String lock;

    @Mixin
    private final LockOptions options = new LockOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    public LockGetCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        LockAddress address = LockAddress.of(Objects.requireNonNull(lock), options.machine());
        FoundLock found = new LockFinder(connection.controller(), options).lock(address);
        switch (format.format()) {
            case TABLE -> print(found);
            case JSON -> screen.json(found);
            case YAML -> screen.yaml(found);
        }
    }

    private void print(FoundLock found) {
        screen.table(Table.ofFields()
                .field("Plan", found.plan())
                .field("Lock", found.digest())
                .field("Choice", found.lock().candidate())
                .field("Platform", found.platform())
                .field("Proved by", found.pathfinder() + " at " + Quantity.instant(found.storedAt())));
        Table table = Table.of("PACKAGE", "VERSION", "STAGE", "INSTALLER", "SOURCE", "SIZE", "FILE");
        for (LockedStage stage : found.lock().stages()) {
            for (LockedPackage each : stage.packages()) {
                Long bytes = each.taken().bytes();
                table.row(
                        each.name(),
                        each.build() == null ? each.version() : each.version() + "=" + each.build(),
                        stage.name(),
                        installer(stage),
                        Contents.source(each.from()),
                        bytes == null ? null : Quantity.bytes(bytes),
                        new Cell(each.taken().name(), Tone.QUIET));
            }
        }
        screen.line("");
        screen.table(table, "it holds no package");
    }

    private static String installer(LockedStage stage) {
        return switch (stage.installer()) {
            case PIP -> "pip";
            case CONDA -> "conda";
        };
    }
}
