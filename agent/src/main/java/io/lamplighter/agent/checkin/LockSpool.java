package io.lamplighter.agent.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.execution.ProvedLock;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.PlanId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Locks that wait for the controller, a file each; of a plan the last. */
public final class LockSpool {
    private static final Logger LOG = Logger.getLogger(LockSpool.class);
    private static final String SUFFIX = ".json";

    private final Path folder;

    /** Beside the files: a full disk must not lose one. */
    private final Map<PlanId, ProvedLock> waiting = new HashMap<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Takes over what waited when the agent last stopped. */
    public LockSpool(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(SUFFIX)).toList()) {
                takeOver(file);
            }
        }
    }

    /** Tells that there is something to send. */
    void onLock(Runnable listener) {
        listeners.add(listener);
    }

    void keep(ProvedLock lock) {
        synchronized (this) {
            waiting.put(lock.plan(), lock);
            try {
                DurableFiles.replace(file(lock), Wire.write(lock).getBytes(UTF_8), Access.OWNER_ONLY);
            } catch (IOException e) {
                LOG.errorf(
                        "The lock of plan %s waits in memory only: %s",
                        lock.plan().abbreviated(), e);
            }
        }
        listeners.forEach(Runnable::run);
    }

    synchronized List<ProvedLock> due() {
        return List.copyOf(waiting.values());
    }

    /** The controller has it, or will never take it; one that came meanwhile stays. */
    synchronized void settled(ProvedLock lock) throws IOException {
        if (waiting.remove(lock.plan(), lock)) {
            DurableFiles.remove(file(lock));
        }
    }

    private Path file(ProvedLock lock) {
        return folder.resolve(lock.plan().value() + SUFFIX);
    }

    /** The generation has the same lock: of a damaged file nothing is lost but that others wait. */
    private void takeOver(Path file) throws IOException {
        try {
            ProvedLock lock = Wire.mapper().readValue(Files.readAllBytes(file), ProvedLock.class);
            waiting.put(lock.plan(), lock);
        } catch (JsonProcessingException e) {
            LOG.errorf("%s is no lock (%s): it is removed", file, e.getOriginalMessage());
            DurableFiles.remove(file);
        }
    }
}
