package io.lamplighter.agent.installer;

import io.lamplighter.api.lock.LockedPackage;
import java.util.Collection;
import java.util.stream.Collectors;

/** Packages of a lock as pip and uv read them: one version each, and only files with these digests. */
final class HashedRequirements {
    private HashedRequirements() {}

    static String of(Collection<LockedPackage> packages) {
        return packages.stream().map(HashedRequirements::line).collect(Collectors.joining());
    }

    private static String line(LockedPackage each) {
        return each.name() + "==" + each.version()
                + each.files().stream()
                        .map(file -> " --hash=sha256:" + file.sha256())
                        .collect(Collectors.joining())
                + "\n";
    }
}
