package io.lamplighter.api.lock;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.versions.conda.CondaVersion;
import io.lamplighter.versions.conda.CondaVersionSpec;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;

/**
 * Which versions of one package a solve may take.
 *
 * @param installer whose package it is, and whose words {@code versions} are
 * @param name as locks write it
 * @param versions a PEP 440 specifier or a version spec of conda, {@code >=1.26.4,<1.27}
 */
public record Bound(Installer installer, String name, String versions) {
    public Bound {
        switch (installer) {
            case PIP -> Specifiers.parse(versions);
            case CONDA -> CondaVersionSpec.parse(versions);
        }
    }

    /** Whether it holds for a version of its package; one that cannot be read is not allowed. */
    public boolean allows(String version) {
        try {
            return switch (installer) {
                case PIP -> Specifiers.parse(versions).containsEvenPreReleases(Pep440Version.parse(version));
                case CONDA -> CondaVersionSpec.parse(versions).matches(CondaVersion.parse(version));
            };
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether it only leaves out a version: where the package is not wanted, it asks for nothing. */
    public boolean excludes() {
        return versions.startsWith("!=");
    }

    /** As a line of pip's constraints. */
    public String constraint() {
        return name + versions;
    }
}
