package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep508.MarkerEnvironment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The machines that a wheel is for, as markers see them. Wheels of all platforms carry one list of requirements, so
 * that a CPU build for aarch64 names CUDA libraries, behind a marker that no machine of its own fulfils.
 */
final class WheelMachines {
    /** Stands for every Python after those that there are. */
    private static final int NEWEST_MINOR = 30;

    private WheelMachines() {}

    /** One for each platform and Python that are planned for. */
    static List<MarkerEnvironment> of(WheelName name) {
        return name.platforms().stream()
                .flatMap(platform -> name.pythons().stream()
                        .flatMapToInt(WheelMachines::minors)
                        .distinct()
                        .mapToObj(minor -> machine(platform, Pep440Version.parse("3." + minor + ".0"))))
                .toList();
    }

    private static IntStream minors(PythonTag tag) {
        return switch (tag.kind()) {
            case EXACT, FREE_THREADED -> IntStream.of(tag.minor());
            case AND_NEWER -> IntStream.rangeClosed(tag.minor(), NEWEST_MINOR);
        };
    }

    private static MarkerEnvironment machine(TargetPlatform platform, Pep440Version python) {
        return switch (platform) {
            case LINUX_X86_64 -> MarkerEnvironment.ofCpythonOnLinux(python, "x86_64");
            case LINUX_AARCH64 -> MarkerEnvironment.ofCpythonOnLinux(python, "aarch64");
            case WINDOWS_X86_64 -> MarkerEnvironment.ofCpythonOnWindows(python, "AMD64");
        };
    }
}
