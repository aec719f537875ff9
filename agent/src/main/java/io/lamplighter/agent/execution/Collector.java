package io.lamplighter.agent.execution;

import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Removes generations that nobody needs and nobody uses: launchers hold a shared lock on the one they run in, and one
 * is only moved out of the way under the exclusive lock. The JDK's file locks are of another kind than flock(2), which
 * a shell can hold across exec; hence the program.
 */
final class Collector {
    private static final String FLOCK = "/usr/bin/flock";
    private static final String MOVE = "/bin/mv";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Generations generations;
    private final Exposures exposures;
    private final CommandRunner commands;

    Collector(Generations generations, Exposures exposures, CommandRunner commands) {
        this.generations = generations;
        this.exposures = exposures;
        this.commands = commands;
    }

    /** Takes an environment away. False while some of its generations are still in use; it is then to be repeated. */
    boolean retire(EnvironmentName environment) throws IOException, InterruptedException {
        exposures.remove(environment);
        generations.deactivate(environment);
        boolean all = true;
        for (GenerationName generation : generations.all(environment)) {
            all &= collect(environment, generation);
        }
        generations.sweep(environment, null);
        if (all) {
            generations.forget(environment);
        }
        return all;
    }

    /** Removes old generations beyond those kept. */
    void prune(EnvironmentName environment, int retain, Duration minimumAge, Instant now)
            throws IOException, InterruptedException {
        List<GenerationRecord> verified = new ArrayList<>();
        for (GenerationName generation : generations.all(environment)) {
            generations.record(environment, generation).ifPresent(verified::add);
        }
        Optional<GenerationName> current = generations.current(environment).map(GenerationRecord::generation);
        for (GenerationName old : superfluous(verified, current, retain, now.minus(minimumAge))) {
            collect(environment, old);
        }
    }

    /** All but the newest few, and of those only what another replaced before an instant. */
    static List<GenerationName> superfluous(
            List<GenerationRecord> verified, Optional<GenerationName> current, int retain, Instant before) {
        List<GenerationRecord> newestFirst = verified.stream()
                .sorted(Comparator.comparingLong((GenerationRecord each) -> Generations.number(each.generation()))
                        .reversed())
                .toList();
        List<GenerationName> old = new ArrayList<>();
        for (int i = Math.max(retain, 1); i < newestFirst.size(); i++) {
            GenerationName candidate = newestFirst.get(i).generation();
            boolean longReplaced = newestFirst.get(i - 1).verifiedAt().isBefore(before);
            if (longReplaced && !current.equals(Optional.of(candidate))) {
                old.add(candidate);
            }
        }
        return old;
    }

    private boolean collect(EnvironmentName environment, GenerationName generation)
            throws IOException, InterruptedException {
        Path lock = generations.lock(environment, generation);
        if (Files.notExists(lock)) {
            generations.discard(environment, generation); // never verified, and so never used
            return true;
        }
        Path folder = generations.folder(environment, generation);
        Path removed = generations.removed(environment, generation);
        boolean moved = commands.run(Command.of(
                                TIMEOUT, FLOCK, "-xn", lock.toString(), MOVE, folder.toString(), removed.toString()))
                        instanceof Exited exited
                && exited.status() == 0;
        if (moved) {
            FileTrees.delete(removed);
        }
        return moved;
    }
}
