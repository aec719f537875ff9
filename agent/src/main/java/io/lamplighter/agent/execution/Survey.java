package io.lamplighter.agent.execution;

import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.usage.Usage;
import io.lamplighter.agent.usage.UsageLook;
import io.lamplighter.agent.usage.Use;
import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.generation.GenerationsReport.OfEnvironment;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sees which generations there are, since when, how large, and who uses them. */
final class Survey {
    private static final int NAMED_USERS = 3;

    private final Generations generations;
    private final Activations activations;
    private final FreedLog freed;
    private final UsageLook look;
    private final Function<EnvironmentName, @Nullable String> drift;

    /** A sealed generation does not change its size; counting its files takes a second. */
    private final Map<Path, Long> bytes = new HashMap<>();

    /**
     * One that is taken again and again.
     *
     * @param drift how the generation in use of an environment was altered
     */
    Survey(
            Generations generations,
            Activations activations,
            FreedLog freed,
            UsageLook look,
            Function<EnvironmentName, @Nullable String> drift) {
        this.generations = generations;
        this.activations = activations;
        this.freed = freed;
        this.look = look;
        this.drift = drift;
    }

    GenerationsReport take() throws IOException {
        Map<EnvironmentName, List<GenerationRecord>> all = new HashMap<>();
        List<Path> folders = new ArrayList<>();
        for (EnvironmentName environment : generations.environments()) {
            List<GenerationRecord> verified = generations.verified(environment);
            all.put(environment, verified);
            verified.forEach(each -> folders.add(folder(each)));
        }
        bytes.keySet().retainAll(folders);
        Usage usage = look.at(folders);
        List<OfEnvironment> told = new ArrayList<>();
        for (EnvironmentName environment : all.keySet().stream().sorted().toList()) {
            told.add(of(environment, all.getOrDefault(environment, List.of()), usage));
        }
        return new GenerationsReport(told, freed.newestFirst(), usage.unknown());
    }

    private OfEnvironment of(EnvironmentName environment, List<GenerationRecord> verified, Usage usage)
            throws IOException {
        Optional<GenerationName> current = generations.linked(environment);
        List<Activation> history = activations.of(environment);
        List<Generation> told = new ArrayList<>();
        for (GenerationRecord record : verified) {
            boolean isCurrent = current.equals(Optional.of(record.generation()));
            told.add(generation(record, isCurrent, history, usage.of(folder(record))));
        }
        told.sort(Comparator.comparingLong((Generation each) -> Generations.number(each.name()))
                .reversed());
        return new OfEnvironment(environment, told);
    }

    private Generation generation(GenerationRecord record, boolean current, List<Activation> history, List<Use> uses)
            throws IOException {
        Activations.@Nullable Stay stay =
                Activations.last(history, record.generation()).orElse(null);
        Activation next = stay == null || current ? null : stay.next();
        Cause cause = stay == null ? null : stay.began().cause();
        return new Generation(
                record.generation(),
                record.plan(),
                record.choice().locked(record.plan()).orElse(null),
                record.choice().candidate(),
                record.verifiedAt(),
                current,
                stay == null ? null : stay.began().at(),
                next == null ? null : next.at(),
                cause,
                next == null ? null : next.cause(),
                bytes(folder(record)),
                uses.stream().limit(NAMED_USERS).map(Use::toString).toList(),
                uses.size(),
                current ? drift.apply(record.environment()) : null);
    }

    private long bytes(Path folder) throws IOException {
        Long known = bytes.get(folder);
        if (known == null) {
            known = FileTrees.bytes(folder);
            bytes.put(folder, known);
        }
        return known;
    }

    private Path folder(GenerationRecord record) {
        return generations.folder(record.environment(), record.generation());
    }
}
