package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CompanionRelease;
import io.lamplighter.planner.catalog.Wheel;
import io.lamplighter.versions.pep440.Pep440Version;

/** A build of torch at a source of the machine. */
record Offer(Wheel wheel, NamedSource source) {
    String name() {
        return wheel.name();
    }

    /** As scripts name the build: that of a default index by its place, whatever it is. */
    String label() {
        return isOnTree() ? wheel.build().text() : "default";
    }

    boolean isOnTree() {
        return !wheel.version().equals(wheel.release());
    }

    /** The version under which a companion stands beside this build: with its label on a tree. */
    Pep440Version versionOf(CompanionRelease companion) {
        return isOnTree() ? Pep440Version.parse(companion.version() + "+" + wheel.build()) : companion.version();
    }
}
