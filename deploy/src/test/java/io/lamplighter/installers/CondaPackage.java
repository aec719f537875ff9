package io.lamplighter.installers;

import io.lamplighter.api.name.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A package as a channel lists it; a solve reads no more.
 *
 * @param weighedDown whether solvers are told to take another one where they can
 */
record CondaPackage(
        String name,
        String version,
        String build,
        int buildNumber,
        List<String> depends,
        List<String> constrains,
        boolean weighedDown) {
    CondaPackage {
        depends = List.copyOf(depends);
        constrains = List.copyOf(constrains);
    }

    static CondaPackage of(String name, String version, String build, int buildNumber, String... depends) {
        return new CondaPackage(name, version, build, buildNumber, List.of(depends), List.of(), false);
    }

    /** What must hold of others where they are there. */
    CondaPackage constraining(String... specs) {
        return new CondaPackage(name, version, build, buildNumber, depends, List.of(specs), weighedDown);
    }

    CondaPackage weighDown() {
        return new CondaPackage(name, version, build, buildNumber, depends, constrains, true);
    }

    String fileName() {
        return name + "-" + version + "-" + build + ".conda";
    }

    /** As in {@code repodata.json}. */
    Map<String, Object> record(String subdir) {
        Map<String, Object> record = new TreeMap<>(Map.of(
                "name", name,
                "version", version,
                "build", build,
                "build_number", buildNumber,
                "depends", depends,
                "constrains", constrains,
                "subdir", subdir,
                "sha256", Sha256.of(subdir + "/" + fileName()).hex(),
                "size", 1));
        if (weighedDown) {
            record.put("track_features", name);
        }
        return record;
    }
}
