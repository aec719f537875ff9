package io.lamplighter.cli.versions;

import io.lamplighter.versions.conda.CondaVersion;
import io.lamplighter.versions.conda.CondaVersionSpec;
import io.lamplighter.versions.conda.MatchSpec;
import java.util.regex.Pattern;

/**
 * What {@code --conda --match} compares: a version spec or a whole MatchSpec with a version, {@code 2.5.1}, or a
 * version and a build, {@code 2.5.1=py3.11_0}. What one side does not tell counts as matching: the name, and the build.
 */
final class CondaMatch {
    /** A package's name, any name, or a channel. */
    private static final Pattern NAMED = Pattern.compile("[A-Za-z_]|.*::|\\*(\\s+[^\\s,|)]|[=!<>~\\[])");

    private static final Pattern WITH_BUILD = Pattern.compile(".*[^=!<>~|,]=[^=].*");

    private CondaMatch() {}

    /** @throws IllegalArgumentException when one cannot be read */
    static boolean matches(String spec, String versionAndBuild) {
        String[] parts = versionAndBuild.split("=", -1);
        if (parts.length > 2 || parts[parts.length - 1].isEmpty()) {
            throw new IllegalArgumentException("not a version, nor version=build: \"" + versionAndBuild + "\"");
        }
        CondaVersion version = CondaVersion.parse(parts[0]);
        boolean named = NAMED.matcher(spec).lookingAt();
        if (!named && !WITH_BUILD.matcher(spec).matches()) {
            return CondaVersionSpec.parse(spec).matches(version);
        }
        MatchSpec whole = MatchSpec.parse(named ? spec : "* " + spec);
        return parts.length == 1 ? whole.matches(version) : whole.matches(whole.name(), version, parts[1]);
    }
}
