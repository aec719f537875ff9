package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.controller.problem.CallerMistake.InvalidManifest;
import java.util.List;

/**
 * What a caller sent, with the manifests in it.
 *
 * @param file as the caller calls it
 */
record ManifestText(String file, String text, List<Manifest> manifests) {
    ManifestText {
        manifests = List.copyOf(manifests);
    }

    /**
     * Reads it.
     *
     * @throws InvalidManifest with every problem of every document
     */
    static ManifestText read(String file, String text) {
        try {
            return new ManifestText(file, text, ManifestReader.read(file, text));
        } catch (ManifestException e) {
            throw new InvalidManifest(e.problems());
        }
    }

    /** The wrong names in one of its manifests, at their places. */
    List<ManifestProblem> problems(int index, References references) {
        return references.wrongIn(manifests.get(index)).stream()
                .map(wrong -> ManifestReader.problem(file, text, index, wrong.path(), wrong.message()))
                .toList();
    }
}
