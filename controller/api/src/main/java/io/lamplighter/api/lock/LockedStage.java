package io.lamplighter.api.lock;

import io.lamplighter.api.manifest.Environment.Installer;
import java.util.List;

/**
 * What one stage installs.
 *
 * @param name of the plan's stage
 * @param installer that its files are for
 * @param packages by name; those of conda in the order in which they are linked
 */
public record LockedStage(String name, Installer installer, List<LockedPackage> packages) {
    public LockedStage {
        packages = List.copyOf(packages);
    }
}
