package io.lamplighter.agent.execution;

import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.run.RunReport.Download;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;

/**
 * What the solve decided.
 *
 * @param candidate of the plan that was taken
 * @param passedOver why those before it were not, a sentence each
 * @param lock digest of the lock in the generation
 * @param packages all that the lock installs
 */
record Choice(
        String candidate,
        List<String> passedOver,
        LockDigest lock,
        Download download,
        List<InstalledPackage> packages) {
    Choice {
        passedOver = List.copyOf(passedOver);
        packages = List.copyOf(packages);
    }
}
