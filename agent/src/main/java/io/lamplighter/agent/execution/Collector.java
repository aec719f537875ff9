package io.lamplighter.agent.execution;

import static java.util.stream.Collectors.toMap;

import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.usage.Usage;
import io.lamplighter.agent.usage.UsageLook;
import io.lamplighter.agent.usage.Use;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Removes generations that nobody needs and nobody uses. Launchers hold a shared lock on the one they run in, and one
 * is only moved out of the way under the exclusive lock; the JDK's file locks are of another kind than flock(2), which
 * a shell can hold across exec, hence the program. Whoever came by a path is seen by {@link UsageLook}.
 */
final class Collector {
    private static final Logger LOG = Logger.getLogger(Collector.class);
    private static final String FLOCK = "/usr/bin/flock";
    private static final String MOVE = "/bin/mv";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Generations generations;
    private final Activations activations;
    private final Reserved reserved;
    private final Exposures exposures;
    private final CommandRunner commands;
    private final UsageLook look;
    private final Consumer<Freed> freed;

    Collector(
            Generations generations,
            Activations activations,
            Reserved reserved,
            Exposures exposures,
            CommandRunner commands,
            UsageLook look,
            Consumer<Freed> freed) {
        this.generations = generations;
        this.activations = activations;
        this.reserved = reserved;
        this.exposures = exposures;
        this.commands = commands;
        this.look = look;
        this.freed = freed;
    }

    /** Takes an environment away. False while some of its generations are still in use; it is then to be repeated. */
    boolean retire(EnvironmentName environment) throws IOException, InterruptedException {
        exposures.remove(environment);
        generations.deactivate(environment);
        List<GenerationName> all = generations.all(environment);
        Usage usage = usage(environment, all);
        boolean gone = true;
        for (GenerationName generation : all) {
            gone &= collect(environment, generation, usage).isPresent();
        }
        generations.sweep(environment, null);
        if (gone) {
            generations.forget(environment);
        }
        return gone;
    }

    /** Removes old generations beyond those kept. */
    void prune(EnvironmentName environment, int retain, Duration minimumAge, Instant now)
            throws IOException, InterruptedException {
        if (generations.all(environment).size() <= retain) {
            return; // as nearly always, and nothing is read for it
        }
        List<GenerationName> old = Superfluous.inTime(
                        generations.verified(environment),
                        generations.linked(environment),
                        activations.of(environment),
                        retain,
                        now.minus(minimumAge))
                .stream()
                .map(GenerationRecord::generation)
                .filter(each -> !reserved.of(environment).contains(each))
                .toList();
        Usage usage = usage(environment, old);
        for (GenerationName generation : old) {
            collect(environment, generation, usage);
        }
    }

    /**
     * Gives up, one by one and the oldest first, what is kept only for going back, until as many bytes are free. Who
     * uses one without showing it is protected by its age alone, which does not count here: nothing goes while some
     * process cannot be looked at, and nothing when all of it would not be enough.
     */
    void makeRoom(long bytes) throws IOException, InterruptedException {
        Map<Path, GenerationRecord> candidates = generations.dispensable().stream()
                .filter(each -> !reserved.of(each.environment()).contains(each.generation()))
                .collect(toMap(this::folder, each -> each, (one, _) -> one, LinkedHashMap::new));
        Usage usage = look.at(candidates.keySet());
        if (usage.unknown() > 0) {
            LOG.infof("%d processes cannot be looked at: no generation is given up for a build", usage.unknown());
            return;
        }
        candidates.keySet().removeIf(folder -> !usage.of(folder).isEmpty());
        long available = 0;
        for (Path folder : candidates.keySet()) {
            available += generations.ownBytes(folder);
        }
        long missing = available < bytes ? 0 : bytes;
        for (GenerationRecord candidate : candidates.values()) {
            if (missing > 0) {
                missing -= collect(candidate.environment(), candidate.generation(), usage)
                        .map(Freed::bytes)
                        .orElse(0L);
            }
        }
    }

    private Usage usage(EnvironmentName environment, Collection<GenerationName> names) throws IOException {
        return look.at(names.stream()
                .map(name -> generations.folder(environment, name))
                .toList());
    }

    private Path folder(GenerationRecord record) {
        return generations.folder(record.environment(), record.generation());
    }

    /** Empty when it is used, and therefore still there. */
    private Optional<Freed> collect(EnvironmentName environment, GenerationName generation, Usage usage)
            throws IOException, InterruptedException {
        Path folder = generations.folder(environment, generation);
        List<Use> uses = usage.of(folder);
        if (!uses.isEmpty()) {
            LOG.infof("%s: generation %s stays: it is used by %s", environment, generation, uses.getFirst());
            return Optional.empty();
        }
        Freed freeing = new Freed(environment, generation, generations.ownBytes(folder));
        if (!remove(environment, generation)) {
            LOG.infof("%s: generation %s stays: a launcher holds its lock", environment, generation);
            return Optional.empty();
        }
        LOG.infof("%s: generation %s is removed, %d bytes", environment, generation, freeing.bytes());
        freed.accept(freeing);
        return Optional.of(freeing);
    }

    /** False when somebody holds its lock. */
    private boolean remove(EnvironmentName environment, GenerationName generation)
            throws IOException, InterruptedException {
        Path lock = generations.lock(environment, generation);
        if (Files.notExists(lock)) {
            generations.discard(environment, generation); // never verified, and so never used
            return true;
        }
        Path removed = generations.removed(environment, generation);
        String folder = generations.folder(environment, generation).toString();
        boolean moved =
                commands.run(Command.of(TIMEOUT, FLOCK, "-xn", lock.toString(), MOVE, folder, removed.toString()))
                                instanceof Exited exited
                        && exited.status() == 0;
        if (moved) {
            FileTrees.delete(removed);
        }
        return moved;
    }
}
