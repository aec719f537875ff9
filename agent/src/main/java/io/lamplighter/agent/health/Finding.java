package io.lamplighter.agent.health;

/**
 * What a health check found.
 *
 * @param subject uuid of a GPU; empty for the machine
 */
public record Finding(HealthCheckRow check, String subject, Status status) {
    /** For people. */
    public String text() {
        return check.id() + (subject.isEmpty() ? "" : " of " + subject) + ": " + status.detail() + "; "
                + check.remedy();
    }
}
