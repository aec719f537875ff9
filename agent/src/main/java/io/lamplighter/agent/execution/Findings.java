package io.lamplighter.agent.execution;

import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.run.CheckResult;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run has come to know; each part is absent until it does. */
record Findings(
        @Nullable GenerationName generation,
        @Nullable LockOrigin origin,
        @Nullable Interpreter interpreter,
        @Nullable Choice choice,
        List<CheckResult> checks) {
    static final Findings NONE = new Findings(null, null, null, null, List.of());

    Findings {
        checks = List.copyOf(checks);
    }

    /** What is known of a generation that stands. */
    static Findings of(GenerationRecord record) {
        return new Findings(record.generation(), null, record.fingerprint().interpreter(), record.choice(), List.of());
    }

    Findings in(GenerationName name) {
        return new Findings(name, null, null, null, List.of());
    }

    Findings with(LockOrigin known) {
        return new Findings(generation, known, interpreter, choice, checks);
    }

    Findings with(@Nullable Interpreter chosen) {
        return new Findings(generation, origin, chosen, choice, checks);
    }

    Findings with(Choice made) {
        return new Findings(generation, origin, interpreter, made, checks);
    }

    Findings adding(List<CheckResult> remarks) {
        return with(Stream.concat(checks.stream(), remarks.stream()).toList());
    }

    Findings with(List<CheckResult> found) {
        return new Findings(generation, origin, interpreter, choice, found);
    }
}
