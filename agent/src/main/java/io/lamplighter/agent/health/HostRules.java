package io.lamplighter.agent.health;

/** What files of the machine mean for its driver and its environments. */
final class HostRules {
    private HostRules() {}

    static Status upgradeArmed(Evidence evidence) {
        return evidence.host().unattended().isEmpty()
                ? new Status.Ok()
                : new Status.Warn(
                        "nothing holds " + String.join(", ", evidence.host().unattended()));
    }

    static Status libraryPath(Evidence evidence) {
        return evidence.host().libraryPaths().isEmpty()
                ? new Status.Ok()
                : new Status.Warn(
                        "it is set in " + String.join(", ", evidence.host().libraryPaths()));
    }
}
