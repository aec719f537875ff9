package io.lamplighter.agent.checkin;

import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The assignment that the machine acts on: the newest that came, over restarts, with or without a controller. */
final class AssignmentInForce {
    private static final Logger LOG = Logger.getLogger(AssignmentInForce.class);

    private final AssignmentFile file;
    private final Consumer<List<AvailableSource>> sources;
    private final AssignmentListener listener;
    private @Nullable Assignment current;
    private boolean actedOn;

    /** @param sources is told what to look at, before anything is acted on */
    AssignmentInForce(AssignmentFile file, Consumer<List<AvailableSource>> sources, AssignmentListener listener) {
        this.file = file;
        this.sources = sources;
        this.listener = listener;
    }

    /** Takes up what was assigned before the agent last stopped. */
    void load() throws IOException {
        current = file.load().orElse(null);
        if (current != null) {
            sources.accept(current.sources());
        }
    }

    /** Acts on what was loaded, once; the machine has been read by now. */
    void resume() {
        if (current != null && !actedOn) {
            act(current);
        }
    }

    /**
     * Acts on a newer one, which is on disk first.
     *
     * @return whether it is in force now
     */
    boolean take(String text) throws IOException {
        Assignment next;
        try {
            next = AssignmentFile.read(text);
        } catch (IllegalArgumentException e) {
            LOG.errorf("The controller sends an assignment that is not acted on: %s", e.getMessage());
            return false;
        }
        if (current != null && next.revision() < current.revision()) {
            LOG.warnf("Assignment %d is older than %d, which stays in force", next.revision(), current.revision());
            return false;
        }
        file.save(text);
        current = next;
        sources.accept(next.sources());
        act(next);
        return true;
    }

    private void act(Assignment assignment) {
        LOG.infof(
                "Acting on assignment %d: %d environments, %d retiring",
                assignment.revision(),
                assignment.environments().size(),
                assignment.retiring().size());
        actedOn = true;
        listener.assigned(assignment);
    }
}
