package io.lamplighter.cli.versions;

import io.lamplighter.versions.conda.CondaVersion;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;

/** By whose rules versions are read. */
enum VersionScheme {
    PEP440 {
        @Override
        int compare(String left, String right) {
            return Pep440Version.parse(left).compareTo(Pep440Version.parse(right));
        }

        @Override
        boolean matches(String spec, String version) {
            return Specifiers.parse(spec).containsEvenPreReleases(Pep440Version.parse(version));
        }
    },

    CONDA {
        @Override
        int compare(String left, String right) {
            return CondaVersion.parse(left).compareTo(CondaVersion.parse(right));
        }

        @Override
        boolean matches(String spec, String version) {
            return CondaMatch.matches(spec, version);
        }
    };

    /** @throws IllegalArgumentException when one is no version */
    abstract int compare(String left, String right);

    /** @throws IllegalArgumentException when one cannot be read */
    abstract boolean matches(String spec, String version);
}
