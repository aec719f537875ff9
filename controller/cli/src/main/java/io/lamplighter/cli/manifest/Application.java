package io.lamplighter.cli.manifest;

import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.view.Applied;
import io.lamplighter.cli.connection.ChangeOptions;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.ControllerRefusal;
import java.util.List;
import java.util.function.Function;

/** Sends manifests, and finds the places of what the controller does not like about them. */
final class Application {
    private Application() {}

    static List<Applied> send(ManifestFiles files, Connection connection, ChangeOptions options) {
        return sent(files, text -> connection.controller().apply(text, options));
    }

    /** The answer to all documents as one text. */
    static <T> T sent(ManifestFiles files, Function<String, T> sending) {
        Bundle bundle = files.bundle();
        try {
            return sending.apply(bundle.text());
        } catch (ControllerRefusal refusal) {
            List<ManifestProblem> problems = refusal.problems();
            throw problems.isEmpty()
                    ? refusal
                    : ManifestFiles.wrong(problems.stream().map(bundle::inFile).toList());
        }
    }
}
