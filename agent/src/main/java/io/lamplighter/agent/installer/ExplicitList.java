package io.lamplighter.agent.installer;

import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Packages of a lock as a conda installs them without solving. The list names no digests: older condas know only MD5
 * there, and mamba 2.0 takes a SHA-256 for one; the files are compared with their SHA-256 before they are linked.
 */
final class ExplicitList {
    private ExplicitList() {}

    /**
     * The list, in the order in which the solver would link.
     *
     * @param here where files are that come from no channel
     */
    static String of(Collection<LockedPackage> packages, SourceAddresses addresses, Map<LockedPackage, Path> here) {
        return "@EXPLICIT\n"
                + packages.stream()
                        .map(each -> here.containsKey(each)
                                ? "file://" + here.get(each) + "\n"
                                : addresses.channel(each.from().source()) + "/"
                                        + each.taken().name() + "\n")
                        .collect(Collectors.joining());
    }

    /** Digests of the same files by the names that they have in a package cache. */
    static String digests(Collection<LockedPackage> packages) {
        return packages.stream()
                .map(LockedPackage::taken)
                .map(file -> file.sha256() + "  " + nameInCache(file) + "\n")
                .collect(Collectors.joining());
    }

    /** Without the folder of its platform. */
    static String nameInCache(LockedFile file) {
        return file.name().substring(file.name().lastIndexOf('/') + 1);
    }
}
