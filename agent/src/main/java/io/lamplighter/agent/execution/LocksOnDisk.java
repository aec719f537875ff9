package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The locks by which generations were made, each left in its generation. */
record LocksOnDisk(Generations generations) {
    private static final String NAME = "lock.json";
    private static final int LONGEST = 1 << 26;

    /** Leaves what a generation is made of beside it; sealing brings both to disk. */
    void keep(Path folder, LockDocument lock) throws IOException {
        DurableFiles.replace(folder.resolve(NAME), lock.json().getBytes(UTF_8));
    }

    /**
     * The lock that was left beside a generation.
     *
     * @throws IOException when what stands there is another
     */
    LockDocument of(Path folder, LockDigest digest) throws IOException {
        String text = new String(DurableFiles.readPlain(folder.resolve(NAME), LONGEST), UTF_8);
        try {
            return new LockDocument(digest, text);
        } catch (IllegalArgumentException e) {
            throw new IOException(folder.resolve(NAME) + ": " + e.getMessage(), e);
        }
    }

    /** The lock by which a plan was built and verified last; empty where it never was. */
    Optional<LockDocument> of(EnvironmentName environment, PlanId plan) throws IOException {
        List<GenerationName> newestFirst = generations.all(environment).stream()
                .sorted(Comparator.comparingLong(Generations::number).reversed())
                .toList();
        for (GenerationName each : newestFirst) {
            Optional<GenerationRecord> record = generations
                    .record(environment, each)
                    .filter(found -> found.plan().equals(plan));
            if (record.isPresent()
                    && Files.exists(generations.folder(environment, each).resolve(NAME), NOFOLLOW_LINKS)) {
                return Optional.of(of(
                        generations.folder(environment, each),
                        record.get().choice().lock()));
            }
        }
        return Optional.empty();
    }

    /** A certain lock of a plan, where a generation that was verified has it. */
    Optional<LockDocument> of(EnvironmentName environment, PlanId plan, LockDigest digest) throws IOException {
        for (GenerationRecord record : generations.verified(environment)) {
            Path folder = generations.folder(environment, record.generation());
            if (record.plan().equals(plan)
                    && record.choice().lock().equals(digest)
                    && Files.exists(folder.resolve(NAME), NOFOLLOW_LINKS)) {
                return Optional.of(of(folder, digest));
            }
        }
        return Optional.empty();
    }
}
