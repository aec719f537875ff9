package io.lamplighter.cli.status;

import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.connection.Controller;
import java.util.List;

/** What a stage installs, as the plan says that the run executes; a run of an older plan says nothing. */
@FunctionalInterface
interface StageContents {
    List<String> of(PlacementView placement, RunReport run, String stage);

    static StageContents askedOf(Controller controller) {
        return (placement, run, stage) -> {
            Resolution resolution = controller
                    .placement(placement.machine(), placement.environment())
                    .resolution();
            if (resolution instanceof Resolution.Resolved(var plan)
                    && PlanDocument.of(plan).id().equals(run.plan())) {
                return plan.stages().stream()
                        .filter(install -> install.stage().equals(stage))
                        .map(Step.Stage::requirements)
                        .findFirst()
                        .orElse(List.of());
            }
            return List.of();
        };
    }
}
