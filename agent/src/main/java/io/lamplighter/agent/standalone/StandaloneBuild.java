package io.lamplighter.agent.standalone;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python of python-build-standalone, by its file in a folder of one release.
 *
 * @param version whole, {@code 3.12.13}
 * @param release of the project, {@code 20261110}
 */
public record StandaloneBuild(String version, String release, String file, Sha256 sha256) {
    /** The list of digests that each release comes with. */
    public static final String LIST = "SHA256SUMS";

    /** Finished versions with the lock; stripped ones are the same without symbols for debuggers. */
    private static final Pattern LINE = Pattern.compile(
            "([0-9a-f]{64})  "
                    + "(cpython-(3\\.\\d+\\.\\d+)\\+(\\d{8}(?:T\\d{4})?)-(\\w+)-unknown-linux-gnu-install_only(_stripped)?\\.tar\\.gz)");

    /**
     * Those that run on an architecture, the newest first.
     *
     * @param list as {@value #LIST} has it: a digest and a file's name a line, of builds for many platforms
     * @param architecture as {@code uname -m} names it
     */
    public static List<StandaloneBuild> parse(String list, String architecture) {
        Map<String, StandaloneBuild> builds = new LinkedHashMap<>();
        list.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            if (line.group(5).equals(architecture)) {
                var build = new StandaloneBuild(line.group(3), line.group(4), line.group(2), new Sha256(line.group(1)));
                builds.merge(build.version, build, (one, other) -> line.group(6) == null ? one : other);
            }
        });
        return builds.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** Whole versions of some builds, in their order. */
    public static List<String> versions(Collection<StandaloneBuild> builds) {
        return builds.stream().map(StandaloneBuild::version).toList();
    }

    private static final Comparator<StandaloneBuild> NEWEST_FIRST = Comparator.comparing(
                    (StandaloneBuild build) -> Pep440Version.parse(build.version))
            .reversed();

    /** What it is kept under. */
    String folder() {
        return version + "-" + release;
    }

    /** The name of the program in its {@code bin}. */
    String program() {
        return "python" + version.substring(0, version.lastIndexOf('.'));
    }
}
