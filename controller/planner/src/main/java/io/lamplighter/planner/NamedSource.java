package io.lamplighter.planner;

import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import java.util.List;
import java.util.Objects;

/**
 * A source that an environment names, as one machine has it and saw it.
 *
 * @param order how early the environment names it, from 0
 */
record NamedSource(int order, AvailableSource source, SourceReading reading) {
    SourceName name() {
        return source.name();
    }

    boolean isReachable() {
        return reading.reachable();
    }

    /** Whether only what it claims may come from here. */
    boolean isSelective() {
        return source.packages() != null && !source.packages().isEmpty();
    }

    boolean isTree() {
        return isOf(Source.Type.PYTORCH);
    }

    boolean isOf(Source.Type type) {
        return source.type() == type;
    }

    /** {@code source pytorch cannot be reached: connection refused}. */
    String whyUnreachable() {
        return "source " + name() + " cannot be reached: "
                + Objects.requireNonNullElse(reading.reason(), "the machine gave no reason");
    }

    /** What its manifest or, that being silent, the machine says it carries; empty when neither says anything. */
    List<String> builds() {
        return source.builds().isEmpty()
                ? reading.builds()
                : source.builds().stream().map(Object::toString).toList();
    }
}
