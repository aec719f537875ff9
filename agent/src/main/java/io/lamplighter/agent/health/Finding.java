package io.lamplighter.agent.health;

import io.lamplighter.agent.health.HealthCheckRow.Rule.OfGpu;
import io.lamplighter.agent.health.HealthCheckRow.Rule.OfMachine;
import io.lamplighter.api.machine.MachineFinding;
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

    /**
     * As controllers hear of it: what is well is not told, nor what cannot be known of one thing among others, like a
     * GPU that sleeps.
     */
    Optional<MachineFinding> told() {
        MachineFinding.Status told = switch (status) {
            case Status.Fail _ -> MachineFinding.Status.FAIL;
            case Status.Warn _ when check.severity() != Severity.INFO -> MachineFinding.Status.WARN;
            case Status.Unknown _ when check.rule() instanceof OfMachine -> MachineFinding.Status.UNKNOWN;
            case Status.Warn _, Status.Unknown _, Status.Ok _, Status.NotApplicable _ -> null;
        };
        return told == null
                ? Optional.empty()
                : Optional.of(new MachineFinding(
                        check.id(), subject.isEmpty() ? null : subject, told, status.detail(), check.remedy()));
    }

    /** For people. */
    public String text() {
        return check.id() + (subject.isEmpty() ? "" : " of " + subject) + ": " + status.detail() + "; "
                + check.remedy();
    }
}
