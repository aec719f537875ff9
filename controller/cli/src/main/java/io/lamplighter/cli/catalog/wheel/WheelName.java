package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A wheel's file name taken apart as PEP 427 says.
 *
 * @param text the whole name
 * @param name of the package, normalized as PEP 503 says
 * @param pythons in rising order; empty when it is for none that is planned for
 */
public record WheelName(
        String text, String name, Pep440Version version, List<PythonTag> pythons, List<PlatformTag> platformTags) {
    private static final Pattern SYNTAX =
            Pattern.compile("([^-/]+)-([^-]+)(?:-\\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\\.whl");

    public WheelName {
        pythons = List.copyOf(pythons);
        platformTags = List.copyOf(platformTags);
    }

    /** Reads a file's name; empty when it is no wheel's. */
    public static Optional<WheelName> find(String fileName) {
        Matcher parts = SYNTAX.matcher(fileName);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WheelName(
                    fileName,
                    normalized(parts.group(1)),
                    Pep440Version.parse(parts.group(2).replace('_', '-')),
                    pythons(parts.group(3), parts.group(4)),
                    split(parts.group(5)).map(PlatformTag::new).toList()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A package's name as indexes spell it, PEP 503. */
    public static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private static List<PythonTag> pythons(String pythonTags, String abiTags) {
        return split(pythonTags)
                .flatMap(python -> split(abiTags).flatMap(abi -> PythonTag.find(python, abi).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> split(String tags) {
        return Stream.of(tags.split("\\."));
    }

    /** Those that are planned for. */
    public List<TargetPlatform> platforms() {
        return platformTags.stream()
                .flatMap(tag -> tag.platform().stream())
                .distinct()
                .toList();
    }

    /** The file in it where packages that are built for CUDA write what they were built for. */
    String modulePlace() {
        return name.replace('-', '_') + "/version.py";
    }

    /** What its lowest tag for Linux promises; empty where none promises a glibc, as on Windows. */
    public Optional<GlibcPromise> glibc() {
        return platformTags.stream()
                .flatMap(tag -> tag.glibc().map(glibc -> new GlibcPromise(tag.family(), glibc)).stream())
                .min(Comparator.comparing(GlibcPromise::version));
    }

    /**
     * A glibc that is enough.
     *
     * @param tag that says so, without the machine: {@code manylinux_2_28}
     */
    public record GlibcPromise(String tag, LibraryVersion version) {}

    @Override
    public String toString() {
        return text;
    }
}
