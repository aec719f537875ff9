package io.lamplighter.cli.status;

import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.connection.ControllerRefusal;
import io.lamplighter.cli.connection.ControllerUnreachable;
import io.lamplighter.cli.output.Screen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at placements again and again. */
final class Follower {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Controller controller;
    private final Selection selection;
    private final InstantSource clock;
    private final Pause pause;
    private final Screen screen;

    Follower(Controller controller, Selection selection, InstantSource clock, Pause pause, Screen screen) {
        this.controller = controller;
        this.selection = selection;
        this.clock = clock;
        this.pause = pause;
        this.screen = screen;
    }

    /**
     * Looks until something ends it.
     *
     * @param untilConverged whether convergence ends it, and what can't converge too
     * @param timeout what else ends it
     * @return the last look, with which it ended well
     */
    List<PlacementView> follow(boolean talking, boolean untilConverged, @Nullable Duration timeout)
            throws InterruptedException {
        Progress progress = new Progress(StageContents.askedOf(controller));
        Instant start = clock.instant();
        List<PlacementView> placements = selection.placements(controller);
        while (true) {
            Duration elapsed = Duration.between(start, clock.instant());
            if (talking) {
                progress.news(elapsed, placements).forEach(screen::line);
            }
            boolean late = timeout != null && elapsed.compareTo(timeout) >= 0;
            if (untilConverged) {
                switch (Verdict.of(placements)) {
                    case Verdict.Converged converged -> {
                        return placements;
                    }
                    case Verdict.Hopeless(PlacementView placement) ->
                        throw new Disappointment(controller).hopeless(placement);
                    case Verdict.Underway(List<PlacementView> missing) -> {
                        if (late) {
                            throw new Disappointment(controller).timedOut(elapsed, missing);
                        }
                    }
                }
            } else if (late) {
                return placements;
            }
            pause.take(INTERVAL);
            placements = lookAgain(placements);
        }
    }

    /** A controller that restarts is no reason to stop waiting; that it was there at first is known. */
    private List<PlacementView> lookAgain(List<PlacementView> before) {
        try {
            return selection.placements(controller);
        } catch (ControllerUnreachable e) {
            return keep(before);
        } catch (ControllerRefusal refusal) {
            if (refusal.isTemporary()) {
                return keep(before);
            }
            throw refusal;
        }
    }

    private List<PlacementView> keep(List<PlacementView> before) {
        screen.error("lamp: the controller does not answer now; asking again");
        return before;
    }
}
