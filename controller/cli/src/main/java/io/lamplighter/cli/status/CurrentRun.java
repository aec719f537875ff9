package io.lamplighter.cli.status;

import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.PlacementView;
import org.jspecify.annotations.Nullable;

/** The run that a placement waits for: the last run of an older plan is no news of this one. */
final class CurrentRun {
    private CurrentRun() {}

    static @Nullable RunReport of(PlacementView placement) {
        RunReport run = placement.run();
        boolean older = run != null && placement.plan() != null && !run.plan().equals(placement.plan());
        return older ? null : run;
    }
}
