package io.lamplighter.cli.refresh;

import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.view.DenialRequest;
import io.lamplighter.api.view.DeniedRelease;
import io.lamplighter.api.view.DeniedRelease.Holder;
import io.lamplighter.api.view.DeniedRelease.Then;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a release out of all plans and solves. */
@Command(
        name = "deny",
        description = {
            "Keeps one release of a package out of all plans and solves, and says who has it.",
            "Machines that have it work on, and leave it in their next window. Without a release: what is denied."
        })
public final class DenyCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PACKAGE==VERSION",
            description = "numpy==2.3.5; torch==2.10.0 means all builds of it, torch==2.10.0+cu126 one")
    private @Nullable String release;

    @Option(names = "--reason", paramLabel = "TEXT", description = "for those who wonder why it is not taken")
    private @Nullable String reason;

    @Option(names = "--dry-run", description = "only say who has it and what would become of that")
    private boolean dryRun;

    @Mixin
    private final FormatOption format = new FormatOption();

    public DenyCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        if (release == null) {
            show(connection.controller().denials());
            return;
        }
        DeniedRelease denied =
                connection.controller().deny(released(release, "deny"), new DenialRequest(reason), dryRun);
        switch (format.format()) {
            case TABLE -> print(denied);
            case JSON -> screen.json(denied);
            case YAML -> screen.yaml(denied);
        }
    }

    static Release released(String text, String command) {
        try {
            return Release.parse(text);
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(String.valueOf(e.getMessage()), "lamp " + command + " numpy==2.3.5");
        }
    }

    private void show(List<DeniedRelease> all) {
        switch (format.format()) {
            case TABLE -> list(all);
            case JSON -> screen.json(all);
            case YAML -> screen.yaml(all);
        }
    }

    private void list(List<DeniedRelease> all) {
        if (all.isEmpty()) {
            screen.line("no release is denied");
            return;
        }
        Table table = Table.of("RELEASE", "SINCE", "IN USE", "REASON");
        all.forEach(each -> {
            Denial denial = each.denial();
            table.row(denial.release(), Quantity.instant(denial.at()), inUse(each), denial.reason());
        });
        screen.table(table);
    }

    private void print(DeniedRelease denied) {
        String words = denied.denial().words();
        screen.line(dryRun ? words.replaceFirst(" is denied", " would be denied") + " (dry run)" : words);
        screen.line(usage(inUse(denied)));
        if (!denied.holders().isEmpty()) {
            Table table = Table.of("MACHINE", "ENVIRONMENT", "THEN");
            denied.holders().forEach(holder -> table.row(holder.machine(), holder.environment(), then(holder)));
            screen.table(table);
        }
    }

    private static String usage(long inUse) {
        return switch ((int) inUse) {
            case 0 -> "no machine uses it";
            case 1 -> "1 placement uses it, and keeps working until its next window";
            default -> inUse + " placements use it, and keep working until their next window";
        };
    }

    private static long inUse(DeniedRelease denied) {
        return denied.holders().stream()
                .filter(holder -> holder.then() != Then.ASIDE)
                .count();
    }

    private static String then(Holder holder) {
        return switch (holder.then()) {
            case REPLANNED -> "gets " + holder.detail();
            case BACK -> "goes back to " + holder.detail();
            case SOLVED -> "is solved anew";
            case STAYS -> "stays: " + holder.detail();
            case ASIDE -> "not in use, in generation " + holder.detail();
            case UNKNOWN -> holder.detail();
        };
    }
}
