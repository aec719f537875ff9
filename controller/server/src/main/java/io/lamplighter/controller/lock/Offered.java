package io.lamplighter.controller.lock;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.versions.conda.CondaVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of a package at its source.
 *
 * @param fits whether it can be installed on the machines in question
 * @param yanked whether it was withdrawn
 * @param published when it came out; absent where the source does not say it
 */
record Offered(
        String version,
        boolean fits,
        boolean yanked,
        @Nullable Instant published) {
    private static final Pattern WHEEL = Pattern.compile(
            "[^-]+-(?<version>[^-]+)(-\\d[^-]*)?-(?<python>[^-]+)-(?<abi>[^-]+)-(?<platform>[^-]+)\\.whl");
    private static final Pattern CPYTHON = Pattern.compile("cp3(\\d+)");

    private static final Pattern GLIBC = Pattern.compile("manylinux_(\\d+)_(\\d+)_.*");

    /** The end of the year 9999 in seconds: a channel's times above are milliseconds, as conda itself reads them. */
    private static final long MILLISECONDS = 253_402_300_799L;

    /** A wheel; empty for what is none, which no machine installs. */
    static Optional<Offered> ofPip(ListedFile file, Platform platform) {
        Matcher name = WHEEL.matcher(file.name());
        return name.matches()
                ? Optional.of(new Offered(
                        name.group("version"),
                        isForPython(name.group("python"), name.group("abi"), platform.python())
                                && isForSystem(name.group("platform"), platform),
                        file.yanked() != null,
                        file.published()))
                : Optional.empty();
    }

    /** An entry of a channel's list, of a folder that the machines use. */
    static Offered ofConda(JsonNode entry, Platform platform) {
        String build = entry.path("build").asText();
        boolean python = platform.python() == null
                || !build.contains("py3")
                || build.contains("py" + platform.python().replace(".", ""));
        return new Offered(entry.path("version").asText(), python, false, instant(entry.path("timestamp")));
    }

    private static @Nullable Instant instant(JsonNode timestamp) {
        if (!timestamp.isIntegralNumber()) {
            return null;
        }
        try {
            long time = timestamp.longValue();
            return time > MILLISECONDS ? Instant.ofEpochMilli(time) : Instant.ofEpochSecond(time);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static boolean isForPython(String tags, String abi, @Nullable String python) {
        if (python == null) {
            return true;
        }
        int minor = Integer.parseInt(python.substring(python.indexOf('.') + 1));
        return Stream.of(tags.split("\\.", -1)).anyMatch(tag -> {
            Matcher cpython = CPYTHON.matcher(tag);
            boolean older = cpython.matches() && Integer.parseInt(cpython.group(1)) <= minor;
            return tag.equals("py3") || tag.equals("cp3" + minor) || (older && abi.equals("abi3"));
        });
    }

    private static boolean isForSystem(String tags, Platform platform) {
        String os = platform.os().toLowerCase(Locale.ROOT).equals("windows") ? "win" : platform.os();
        String architecture =
                os.equals("win") ? platform.architecture().replace("x86_64", "amd64") : platform.architecture();
        return Stream.of(tags.split("\\.", -1))
                .anyMatch(tag -> tag.equals("any")
                        || (tag.contains(os) && tag.endsWith(architecture) && runsOn(tag, platform.glibc())));
    }

    /** Tags of before name no version of the C library, and all that are managed have one that is new enough. */
    private static boolean runsOn(String tag, @Nullable String glibc) {
        Matcher floor = GLIBC.matcher(tag);
        if (tag.startsWith("musllinux")) {
            return false;
        }
        return glibc == null
                || !floor.matches()
                || CondaVersion.parse(floor.group(1) + "." + floor.group(2)).compareTo(CondaVersion.parse(glibc)) <= 0;
    }
}
