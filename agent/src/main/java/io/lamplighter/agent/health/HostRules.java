package io.lamplighter.agent.health;

import io.lamplighter.api.machine.MachineFacts.Disk;

/** What files of the machine mean for its driver and its environments. */
final class HostRules {
    private HostRules() {}

    static Status upgradeArmed(Evidence evidence) {
        return evidence.host().unattended().isEmpty()
                ? new Status.Ok()
                : new Status.Warn(
                        "nothing holds " + String.join(", ", evidence.host().unattended()));
    }

    /** What is in use stays beside a new generation, and so do those that are kept. */
    static Status diskForUpdate(Evidence evidence) {
        Disk disk = evidence.disk();
        if (evidence.environments().isEmpty()) {
            return new Status.NotApplicable();
        }
        if (disk == null) {
            return new Status.Unknown("the free disk has not been read yet");
        }
        long largest = evidence.environments().stream()
                .filter(environment -> environment.generations() > 0)
                .mapToLong(environment -> environment.diskBytes() / environment.generations())
                .max()
                .orElse(0);
        long wanted = Math.max(evidence.limits().updateBytes(), largest);
        return disk.roomBytes() < wanted
                ? new Status.Warn(mib(disk.roomBytes()) + " can be used, an update may take " + mib(wanted))
                : new Status.Ok();
    }

    private static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    static Status libraryPath(Evidence evidence) {
        return evidence.host().libraryPaths().isEmpty()
                ? new Status.Ok()
                : new Status.Warn(
                        "it is set in " + String.join(", ", evidence.host().libraryPaths()));
    }
}
