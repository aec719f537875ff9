package io.lamplighter.cli.plan;

import io.lamplighter.api.plan.CondaCandidate;
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
import java.util.stream.Collectors;

/** A resolution and what decided it, for people. */
final class Reasons {
    private static final int INDENTATION = 2;
    private static final String AS_WRITTEN = "as written";

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
                screen.line(new Cell(
                        subject + ": " + plan.choice().orElse(AS_WRITTEN) + " (plan "
                                + PlanDocument.of(plan).id().abbreviated() + ")",
                        Tone.GOOD));
                Table table = Table.ofFields();
                plan.all(Step.CreateEnvironment.class).forEach(create -> table.field("Python", create.python()));
                plan.all(Step.SolveConda.class).forEach(solve -> conda(table, solve));
                plan.stages().forEach(stage -> table.field(stage.stage(), String.join(", ", stage.requirements())));
                plan.all(Step.RunToolkitInstaller.class).forEach(step -> runfile(table, step));
                plan.all(Step.UnpackToolkit.class).forEach(step -> archives(table, step));
                List<String> checks = plan.all(Step.Verify.class).stream()
                        .flatMap(verify -> verify.checks().stream())
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

    private static void conda(Table table, Step.SolveConda solve) {
        CondaCandidate first = solve.candidates().getFirst();
        table.field("Channels", first.channels().stream().map(Object::toString).collect(Collectors.joining(", ")));
        table.field("Solve", String.join(", ", first.pins().isEmpty() ? solve.requirements() : first.pins()));
    }

    private static void archives(Table table, Step.UnpackToolkit step) {
        step.archives()
                .forEach(archive -> table.field(
                        step.product() + " " + step.version(), archive.url().text()));
    }

    private static void runfile(Table table, Step.RunToolkitInstaller step) {
        table.field(
                Step.ToolkitProduct.CUDA + " " + step.version(),
                step.runfile().url() + ", a runfile: only where the machine's policy names runToolkitInstaller");
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
