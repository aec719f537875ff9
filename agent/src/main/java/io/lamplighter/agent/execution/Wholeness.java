package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.name.GenerationName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Of a generation that stands: whether it may be used, is there, and is as it was when it was sealed. */
record Wholeness(EngineParts parts, Generations generations, Wanted wanted) {
    /** Ends a run where one of these is not so. */
    void require(Run run) throws FailureException, IOException {
        parts.policies().current().check(wanted.read(), wanted.sources());
        GenerationName generation = Objects.requireNonNull(run.findings().generation());
        Path folder = generations.folder(run.environment(), generation);
        Optional<GenerationRecord> record = generations.record(run.environment(), generation);
        if (record.isEmpty()) {
            throw new FailureException(Catalogue.named("GENERATION_GONE", generation.value()), "");
        }
        Optional<String> drift =
                record.get().fingerprint().drift(folder, parts.interpreters().get());
        if (drift.isEmpty()) {
            drift = FileListing.changes(folder);
        }
        if (drift.isPresent()) {
            throw new FailureException(
                    Catalogue.named("GENERATION_ALTERED", generation.value()).adding(drift.get()), "");
        }
    }
}
