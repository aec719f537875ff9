package io.lamplighter.cli.status;

import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.PlacementView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of a placement is news when it changes. */
record Moment(
        PlacementView.Phase phase,
        String phaseDetail,
        @Nullable RunId run,
        @Nullable RunState state,
        @Nullable String stage,
        RunReport.@Nullable Download download) {
    static Moment of(PlacementView placement) {
        RunReport run = CurrentRun.of(placement);
        return run == null
                ? new Moment(placement.phase(), placement.phaseDetail(), null, null, null, null)
                : new Moment(
                        placement.phase(),
                        placement.phaseDetail(),
                        run.run(),
                        run.state(),
                        run.stage(),
                        run.download());
    }

    /** Whether this is the first time that the run knows what it must fetch. */
    boolean tellsDownload(@Nullable Moment before) {
        return download != null && (before == null || before.download == null || !Objects.equals(before.run, run));
    }
}
