package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.execution.Rechecked.Due;
import io.lamplighter.agent.execution.Rechecked.Problem;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.schedule.Permission;
import io.lamplighter.agent.verification.Verdict;
import io.lamplighter.agent.verification.Verifier;
import io.lamplighter.agent.verification.Verifier.Extent;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.run.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what is in use again: lightly once a night, and all of it once the driver or the kernel is another. It
 * starts nothing while nothing is due, and finds, but repairs nothing.
 */
final class Recheck {
    private static final Logger LOG = Logger.getLogger(Recheck.class);

    private final EngineParts parts;
    private final Generations generations;
    private final Journal journal;
    private final Map<EnvironmentName, Instant> notBefore = new HashMap<>();

    Recheck(EngineParts parts, Generations generations, Journal journal) {
        this.parts = parts;
        this.generations = generations;
        this.journal = journal;
    }

    /** Verifies what is due and may be now; says when to look again. */
    Instant look(EnvironmentState state, Instant otherwise) throws IOException, InterruptedException {
        if (!state.wantsWhatIsInUse() || state.isAtWork()) {
            return otherwise;
        }
        Wanted wanted = state.wanted().orElseThrow();
        Instant now = parts.clock().instant();
        Platform platform = parts.platform().get().orElse(null);
        Rechecked last = known(state, platform);
        Optional<Due> due = last.due(platform, parts.permits().night(wanted.schedule(), now), now);
        if (due.isEmpty() || wanted.isToolkit()) {
            return otherwise;
        }
        Instant patience = notBefore.getOrDefault(state.name(), Instant.MIN);
        if (patience.isAfter(now)) {
            return earlier(patience, otherwise);
        }
        return switch (wanted.ask(parts.permits(), wanted.schedule(), due.get().moment(), Duration.ZERO, now)) {
            case Permission.Held(var _, var until) -> earlier(until, otherwise);
            case Permission.Granted _ -> look(state, wanted, last, due.get(), platform, otherwise);
        };
    }

    private Instant look(
            EnvironmentState state,
            Wanted wanted,
            Rechecked last,
            Due due,
            @Nullable Platform platform,
            Instant otherwise)
            throws IOException, InterruptedException {
        Optional<Found> found = verify(state, wanted, due);
        Instant now = parts.clock().instant();
        if (found.isEmpty()) {
            Instant again = now.plus(parts.config().verifyAgain());
            notBefore.put(state.name(), again);
            return earlier(again, otherwise);
        }
        notBefore.remove(state.name());
        keep(state, last.found(due, platform, found.get().checks(), found.get().problem(), now));
        return otherwise;
    }

    private record Found(List<CheckResult> checks, @Nullable Problem problem) {}

    /** Empty where it could not be known now. */
    private Optional<Found> verify(EnvironmentState state, Wanted wanted, Due due)
            throws IOException, InterruptedException {
        GenerationRecord record = state.inUse().orElseThrow();
        Path folder = generations.folder(state.name(), record.generation());
        LOG.infof(
                "%s: %s is verified again, %s%s",
                state.name(), record.generation(), due.extent() == Extent.WHOLE ? "whole" : "lightly", due.after());
        Verifier.Request request;
        try {
            request = Verifier.Request.ofAll(folder, wanted.read());
            parts.builder().prepare();
            parts.installer().prepare(wanted.read(), parts.sources().apply(wanted.sources()));
        } catch (FailureException e) { // nothing that the generation could help
            LOG.warnf("%s: it cannot be verified again now: %s", state.name(), e.getMessage());
            return Optional.empty();
        }
        try {
            Verdict verdict = parts.verifier()
                    .verify(due.extent() == Extent.LIGHT ? request.lightly() : request, journaling(state.name()));
            return found(record, verdict, due);
        } catch (FailureException e) {
            return Optional.of(new Found(List.of(), Problem.of(e.diagnosis(), due)));
        }
    }

    private static Optional<Found> found(GenerationRecord record, Verdict verdict, Due due) {
        Optional<FailureException> failure = verdict.failure();
        if (failure.isPresent()) {
            return Optional.of(
                    new Found(verdict.checks(), Problem.of(failure.get().diagnosis(), due)));
        }
        if (verdict.isInconclusive()) {
            return Optional.empty();
        }
        boolean lost =
                due.extent() == Extent.WHOLE && record.provedCuda() && !GenerationRecord.provesCuda(verdict.checks());
        return Optional.of(
                new Found(verdict.checks(), lost ? Problem.of(Catalogue.named("CUDA_NO_LONGER", ""), due) : null));
    }

    /** As it was found last, on disk since it was in use. */
    private Rechecked known(EnvironmentState state, @Nullable Platform platform) throws IOException {
        GenerationRecord record = state.inUse().orElseThrow();
        Rechecked known = state.rechecked()
                .or(() -> read(state.name()))
                .filter(last -> last.generation().equals(record.generation()))
                .orElseGet(() -> Rechecked.built(record, platform))
                .on(platform);
        if (!state.rechecked().equals(Optional.of(known))) {
            keep(state, known);
        }
        return known;
    }

    private Optional<Rechecked> read(EnvironmentName environment) {
        Path file = parts.layout().rechecked(environment);
        try {
            return Optional.of(Wire.mapper().readValue(Files.readAllBytes(file), Rechecked.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            LOG.warnf("%s: when it was verified last is not known any more: %s", environment, e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warnf("%s: when it was verified last is not known: %s", environment, e);
        }
        return Optional.empty();
    }

    private void keep(EnvironmentState state, Rechecked next) throws IOException {
        state.recheck(next);
        DurableFiles.replace(
                parts.layout().rechecked(state.name()), Wire.write(next).getBytes(UTF_8));
    }

    /** A program that outlives its agent is ended by the next. */
    private CommandWatch journaling(EnvironmentName environment) {
        return new CommandWatch() {
            @Override
            public void started(ProcessGroup group) throws IOException {
                journal.started(environment, group);
            }

            @Override
            public void line(String line) {}
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
