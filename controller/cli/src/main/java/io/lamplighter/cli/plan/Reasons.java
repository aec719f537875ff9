package io.lamplighter.cli.plan;

import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import java.util.List;

/** A resolution and what decided it, for people. */
final class Reasons {
    private static final int INDENTATION = 2;

    private final Screen screen;
    private final DetailOption detail;

    Reasons(Screen screen, DetailOption detail) {
        this.screen = screen;
        this.detail = detail;
    }

    /** What a script is told of a resolution. */
    static ExitStatus status(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved resolved -> ExitStatus.DONE;
            case Resolution.Rejected rejected -> ExitStatus.REJECTED;
            case Resolution.Undecided undecided -> ExitStatus.NO;
        };
    }

    /**
     * Prints it.
     *
     * @param subject {@code torch on ws-01}
     */
    void print(String subject, Resolution resolution) {
        switch (resolution) {
            case Resolution.Resolved(var plan) -> {
                Step.Solve solve = plan.only(Step.Solve.class);
                screen.line(new Cell(
                        subject + ": " + solve.candidates().getFirst().name() + " (plan "
                                + PlanDocument.of(plan).id().abbreviated() + ")",
                        Tone.GOOD));
                Table table = Table.ofFields()
                        .field("Python", plan.only(Step.CreateEnvironment.class).python());
                plan.stages().forEach(stage -> table.field(stage.stage(), String.join(", ", stage.requirements())));
                List<String> checks = plan.only(Step.Verify.class).checks().stream()
                        .map(Label::words)
                        .toList();
                if (!checks.isEmpty()) {
                    table.field("Checks", String.join(", ", checks));
                }
                screen.table(table, INDENTATION);
            }
            case Resolution.Rejected(var reasons, var nearest) -> {
                screen.line(new Cell(subject + ": rejected", Tone.BAD));
                reasons.forEach(reason -> screen.line("  because " + reason));
                if (nearest != null) {
                    screen.line("  what would work: " + nearest);
                }
            }
            case Resolution.Undecided(var missing) -> {
                screen.line(new Cell(subject + ": cannot be told yet", Tone.CAUTION));
                screen.line("  missing: " + missing);
            }
        }
    }

    void print(Explanation explanation) {
        section("Facts", explanation.facts());
        if (!explanation.candidates().isEmpty()) {
            screen.line("");
            screen.line("Candidates");
            screen.table(detail.candidates(explanation), INDENTATION);
        }
        section("Notes", explanation.notes());
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            screen.line("");
            screen.line(title);
            lines.forEach(line -> screen.line("  " + line));
        }
    }
}
