package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Locks that are to be in use after the next window: fetched when they are assigned, for nights without a controller.
 */
final class AwaitedLocks {
    private static final Logger LOG = Logger.getLogger(AwaitedLocks.class);
    private static final int LONGEST = 1 << 26;

    private final EngineParts parts;
    private final LocksOnDisk locks;

    AwaitedLocks(EngineParts parts, LocksOnDisk locks) {
        this.parts = parts;
        this.locks = locks;
    }

    /** Fetches what is assigned and not here yet; it is asked for once more when it is to be installed. */
    void fetch(Wanted wanted, Optional<GenerationRecord> inUse) throws IOException, InterruptedException {
        AssignedLock lock = wanted.lock();
        if (lock != null
                && inUse.filter(record -> isBuiltBy(record, wanted, lock)).isEmpty()
                && Files.isDirectory(parts.layout().environment(wanted.name()))) {
            of(wanted, lock);
        }
    }

    /** What came of asking for the lock that is to be in use. */
    Grant of(Wanted wanted, AssignedLock lock) throws IOException, InterruptedException {
        Optional<LockDocument> here = locks.of(wanted.name(), wanted.plan(), lock.digest());
        if (here.isEmpty()) {
            here = kept(wanted.name()).filter(kept -> kept.digest().equals(lock.digest()));
        }
        if (here.isPresent()) {
            return new Grant.Install(here.get());
        }
        Grant grant = parts.locks().fetch(wanted.plan(), lock.digest());
        if (grant instanceof Grant.Install(LockDocument fetched)) {
            DurableFiles.replace(file(wanted.name()), fetched.json().getBytes(UTF_8));
            LOG.infof("%s: lock %s is here", wanted.name(), fetched.digest().abbreviated());
        }
        return grant;
    }

    /** Then it is in the generation, and no file need be read to know it. */
    private static boolean isBuiltBy(GenerationRecord record, Wanted wanted, AssignedLock lock) {
        return record.plan().equals(wanted.plan()) && record.choice().lock().equals(lock.digest());
    }

    private Optional<LockDocument> kept(EnvironmentName environment) throws IOException {
        Path file = file(environment);
        return Files.exists(file)
                ? Optional.of(LockDocument.ofText(new String(DurableFiles.readPlain(file, LONGEST), UTF_8)))
                : Optional.empty();
    }

    private Path file(EnvironmentName environment) {
        return parts.layout().environment(environment).resolve("awaited-lock.json");
    }
}
