package io.lamplighter.agent.execution;

import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.run.RunReport.Download;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the solve decided.
 *
 * @param candidate of the plan that was taken
 * @param passedOver why those before it were not, a sentence each
 * @param lock digest of the lock in the generation; of a toolkit the id of its plan, which names the files itself
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

    /** The lock, where there is one: a plan that names its files itself has none. */
    Optional<LockDigest> locked(PlanId plan) {
        return lock.value().equals(plan.value()) ? Optional.empty() : Optional.of(lock);
    }

    /**
     * The Python that was installed with the packages.
     *
     * @throws IllegalStateException when none was
     */
    Interpreter python(Path generation) {
        String version = packages.stream()
                .filter(each -> each.name().equals("python"))
                .map(InstalledPackage::version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Python among the packages of " + candidate));
        return new Interpreter(version, generation.resolve("bin/python").toString());
    }
}
