package io.lamplighter.agent.installer;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Releases that their authors withdrew (yanked, PEP 592) and that a lock names nevertheless, as installers tell them.
 */
final class WithdrawnReleases {
    private static final Pattern UV =
            Pattern.compile("(?m)^warning: `([^`=]+)==([^`]+)` is yanked(?: \\(reason: \"(.*)\"\\))?");
    private static final Pattern PIP = Pattern.compile(
            "yanked version: '([^']+)' candidate \\(version (\\S+) [^\\n]*\\n(?:Reason for being yanked: ([^\\n]*))?");

    private WithdrawnReleases() {}

    /** A sentence each. */
    static List<String> in(String output) {
        return Stream.of(UV, PIP)
                .flatMap(pattern -> pattern.matcher(output).results())
                .map(found -> found.group(1) + " " + found.group(2) + " is withdrawn by its authors" + reason(found))
                .distinct()
                .toList();
    }

    private static String reason(MatchResult found) {
        @Nullable String said = found.group(3);
        return said == null || said.isBlank() || said.equals("<none given>") ? "" : ": " + said.strip();
    }
}
