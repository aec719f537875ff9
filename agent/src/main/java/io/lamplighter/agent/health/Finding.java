package io.lamplighter.agent.health;

import io.lamplighter.agent.health.HealthCheckRow.Rule.OfGpu;
import java.util.Optional;

/**
 * What a health check found.
 *
 * @param subject uuid of a GPU, or name of an environment; empty for the machine
 */
public record Finding(HealthCheckRow check, String subject, Status status) {
    /** Whose finding it is; empty where it is not about one GPU. */
    public Optional<String> gpu() {
        return check.rule() instanceof OfGpu && !subject.isEmpty() ? Optional.of(subject) : Optional.empty();
    }

    /** For people. */
    public String text() {
        return check.id() + (subject.isEmpty() ? "" : " of " + subject) + ": " + status.detail() + "; "
                + check.remedy();
    }
}
