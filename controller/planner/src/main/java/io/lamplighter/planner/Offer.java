package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;

/**
 * A build of torch at the sources of a machine.
 *
 * @param sources those that it takes, the one that has torch first; of pip's builds there is one
 * @param pythons that there are files for, of torch and of what is asked for beside it; newest first
 */
record Offer(TorchBuild build, List<NamedSource> sources, List<PythonSeries> pythons) {
    Offer {
        sources = List.copyOf(sources);
        pythons = List.copyOf(pythons);
    }

    /** The one that has torch. */
    NamedSource source() {
        return sources.getFirst();
    }

    String name() {
        return build.name();
    }

    /** As scripts name the build: that of a default index by its place, whatever it is. */
    String label() {
        return build.place() == Source.Type.PYPI ? "default" : build.label();
    }

    boolean isOnTree() {
        return build.isOnTree();
    }

    /** Whose package it is. */
    Installer installer() {
        return isOfConda() ? Installer.CONDA : Installer.PIP;
    }

    boolean isOfConda() {
        return build.place() == Source.Type.CONDA;
    }

    /** The version under which a companion stands beside this build: with its label on a tree. */
    Pep440Version versionOf(CompanionRelease companion) {
        return isOnTree() ? Pep440Version.parse(companion.version() + "+" + build.label()) : companion.version();
    }
}
