package io.lamplighter.cli.resource;

import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.MachineGroups;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import io.lamplighter.cli.status.PhaseCell;
import io.lamplighter.cli.status.RolledBack;
import io.lamplighter.cli.status.WindowText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A placement, whole: its conditions, its last run, and what verification found. */
final class PlacementDescription {
    private final Screen screen;

    PlacementDescription(Screen screen) {
        this.screen = screen;
    }

    void print(PlacementView placement, MachineGroups groups) {
        Table fields = Table.ofFields()
                .field("Environment", placement.environment() + ", revision " + placement.environmentRevision())
                .field("Machine", placement.machine())
                .field("Groups", GroupWords.given(groups, placement.environment()))
                .field("Phase", PhaseCell.whole(placement))
                .field("Build", Cell.of(placement.candidate()))
                .field("Plan", Cell.of(placement.plan()))
                .field("In use", Cell.of(placement.planInUse()));
        if (placement.window() != null) {
            fields.field("Window", WindowText.whole(placement.window()));
        }
        if (placement.removeAfter() != null) {
            fields.field("Removed", "after " + Quantity.instant(placement.removeAfter()) + "; usable until then");
        }
        if (placement.rollback() != null) {
            fields.field("Rolled back", RolledBack.whole(placement.rollback()));
        }
        screen.table(fields);
        screen.line("");
        Table conditions = Table.of("CONDITION", "STATUS", "SINCE", "REASON");
        placement
                .conditions()
                .forEach(condition -> conditions.row(
                        Label.capitalised(condition.type()),
                        status(condition.status()),
                        Quantity.instant(condition.since()),
                        condition.reason()));
        screen.table(conditions);
        if (placement.run() != null) {
            screen.line("");
            print(placement.run());
        }
    }

    /** A run, whole. */
    void print(RunReport run) {
        Table fields = Table.ofFields()
                .field("Run", run.run())
                .field("State", Label.words(run.state()) + (run.stage() == null ? "" : ", stage " + run.stage()))
                .field("Started", Quantity.instant(run.startedAt()))
                .field("Reported", Quantity.instant(run.at()));
        if (run.waiting() != null) {
            fields.field(
                    "Waits",
                    run.waiting().stream()
                            .map(why -> why.detail() + ", since " + Quantity.instant(why.since()))
                            .toList());
        }
        if (run.outcome() != null) {
            fields.field("Outcome", Label.words(run.outcome()));
        }
        if (run.generation() != null) {
            fields.field("Generation", run.generation());
        }
        if (run.download() != null) {
            fields.field(
                    "Download",
                    Quantity.bytes(run.download().bytes()) + " in "
                            + run.download().files() + " files");
        }
        fields.field("Installed", run.installed().size() + " packages");
        screen.table(fields);
        if (!run.checks().isEmpty()) {
            screen.line("");
            checks(run.checks());
        }
        if (run.failure() != null) {
            screen.line("");
            failure(run.failure());
        }
    }

    private void checks(List<CheckResult> checks) {
        Table table = Table.of("CHECK", "RESULT", "TOOK", "DETAIL");
        for (CheckResult check : checks) {
            table.row(check.check(), result(check.result()), seconds(check.took()), check.detail());
            if (check.gpus() != null) {
                check.gpus()
                        .forEach(gpu -> table.row(
                                "  GPU " + gpu.device(),
                                result(gpu.result()),
                                seconds(gpu.took()),
                                gpu.name() + (gpu.uuid() == null ? "" : " (" + gpu.uuid() + ")") + ": "
                                        + gpu.detail()));
            }
        }
        screen.table(table);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private void failure(Failure failure) {
        screen.line(new Cell("Failed: " + failure.signature() + ": " + failure.message(), Tone.BAD));
        if (failure.cause() != null) {
            screen.line("Cause: " + failure.cause());
        }
        RemedyClass remedy = failure.remedyClass();
        screen.line("Next step" + (remedy == null ? "" : " (" + Label.words(remedy) + ")") + ": " + failure.remedy());
        failure.log().lines().forEach(line -> screen.line("  " + line));
    }

    private static Cell status(PlacementView.Condition.Status status) {
        Tone tone = switch (status) {
            case TRUE -> Tone.GOOD;
            case FALSE -> Tone.BAD;
            case UNKNOWN -> Tone.CAUTION;
        };
        return new Cell(Label.capitalised(status), tone);
    }

    private static Cell result(CheckResult.Result result) {
        Tone tone = switch (result) {
            case PASSED -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case INCONCLUSIVE, UNKNOWN -> Tone.CAUTION;
            case NOT_APPLICABLE -> Tone.QUIET;
        };
        return new Cell(Label.words(result), tone);
    }
}
