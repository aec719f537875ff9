package io.lamplighter.cli.plan;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.status.PhaseCell;
import io.lamplighter.cli.status.RolledBack;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Why a machine gets what it gets. */
@Command(
        name = "explain",
        description = {
            "Shows why a machine gets what it gets: the facts, every candidate considered, what decided.",
            "Ends with 0 when there is a plan, with 3 when there is none that would work."
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Connection connection;
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "the machine's name")
    private @Nullable MachineName machine;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "the environment's name")
    private @Nullable EnvironmentName environment;

    @Mixin
    private final DetailOption detail = new DetailOption();

    @Mixin
    private final FormatOption format = new FormatOption();

    public ExplainCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (machine == null || environment == null) {
            throw new IllegalStateException("both are required");
        }
        PlacementView placement = connection.controller().placement(machine, environment);
        if (placement.resolution() == null || placement.explanation() == null) {
            throw new LampException(
                    ExitStatus.NO,
                    "nothing is planned for " + environment + " on " + machine + ": "
                            + PhaseCell.whole(placement).text(),
                    "see `lamp describe placement " + machine + " " + environment + "`");
        }
        switch (format.format()) {
            case TABLE -> {
                Reasons reasons = new Reasons(screen, detail);
                reasons.print(environment + " on " + machine, placement.resolution());
                notePlanInUse(placement, placement.resolution());
                reasons.print(placement.explanation());
            }
            case JSON -> screen.json(placement);
            case YAML -> screen.yaml(placement);
        }
        return Reasons.status(placement.resolution()).code();
    }

    /** A plan in use is sticky: what would be planned today may be another one. */
    private void notePlanInUse(PlacementView placement, Resolution resolution) {
        if (placement.rollback() != null) {
            screen.line("  " + RolledBack.words(placement.rollback()) + ", until --forward or a changed spec");
            return;
        }
        if (placement.planInUse() == null) {
            return;
        }
        boolean same = resolution instanceof Resolution.Resolved(var plan)
                && PlanDocument.of(plan).id().equals(placement.planInUse());
        if (!same) {
            screen.line("  in use stays plan " + placement.planInUse().abbreviated()
                    + ": it is replaced only when the manifest changes");
        }
    }
}
