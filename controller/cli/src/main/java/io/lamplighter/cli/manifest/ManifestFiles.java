package io.lamplighter.cli.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Manifests that were read and found right, with the files they stand in. */
public final class ManifestFiles {
    private final List<ManifestFile> files;

    private ManifestFiles(List<ManifestFile> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Reads all that was named.
     *
     * @param input read where {@code -} is named
     * @throws LampException with every problem of every file
     */
    public static ManifestFiles read(List<String> paths, InputStream input) {
        List<ManifestFile> files = new ArrayList<>();
        List<ManifestProblem> problems = new ArrayList<>();
        new ManifestPaths(input).texts(paths).forEach((name, text) -> {
            try {
                files.add(new ManifestFile(name, text, ManifestReader.read(name, text)));
            } catch (ManifestException e) {
                problems.addAll(e.problems());
            }
        });
        if (!problems.isEmpty()) {
            throw wrong(problems);
        }
        ManifestFiles read = new ManifestFiles(files);
        read.requireSome(paths);
        read.requireEachOnce();
        return read;
    }

    public List<Manifest> manifests() {
        return files.stream().flatMap(file -> file.manifests().stream()).toList();
    }

    /** All documents as one text, of which places can be told. */
    Bundle bundle() {
        return Bundle.of(files);
    }

    static LampException wrong(List<ManifestProblem> problems) {
        return new LampException(
                ExitStatus.BAD_INPUT,
                problems.stream().map(ManifestProblem::toString).toList(),
                problems.size() == 1 ? "1 problem" : problems.size() + " problems",
                "nothing was changed, correct the manifests and try again");
    }

    private void requireSome(List<String> paths) {
        if (manifests().isEmpty()) {
            throw LampException.badInput(
                    "there is no manifest in " + String.join(", ", paths), "`lamp init` writes working ones");
        }
    }

    private void requireEachOnce() {
        Map<String, String> places = new HashMap<>();
        for (ManifestFile file : files) {
            for (Manifest manifest : file.manifests()) {
                String named =
                        AppliedReport.named(manifest.kind(), manifest.metadata().name());
                String before = places.putIfAbsent(named, file.name());
                if (before != null) {
                    throw LampException.badInput(
                            named + " stands twice, in " + before + " and in " + file.name(), "keep one of them");
                }
            }
        }
    }
}
