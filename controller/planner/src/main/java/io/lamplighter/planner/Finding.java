package io.lamplighter.planner;

import io.lamplighter.planner.catalog.DottedVersion;
import org.jspecify.annotations.Nullable;

/** What a rule found out about an offer. */
sealed interface Finding {
    /** What would have to change for a failed rule to hold; in the order in which it is proposed. */
    enum Change {
        SPEC,
        PYTHON,
        SOURCE,
        DRIVER,
        SYSTEM,
        /** Computing without the GPUs: nobody wants it who has them. */
        PROCESSOR
    }

    /** It holds; the fact is empty where it needs no words. */
    record Holds(String fact) implements Finding {}

    /** No row says that it does not hold. */
    record NotKnown(String what) implements Finding {}

    /** It does not hold. */
    record Fails(String fact, @Nullable Remedy remedy) implements Finding {}

    /**
     * What would make an offer work.
     *
     * @param sentence names the change and the offer
     * @param driver the driver it takes: among several the oldest is the nearest
     */
    record Remedy(Change change, String sentence, @Nullable DottedVersion driver) {}

    static Finding holds() {
        return new Holds("");
    }

    static Finding fails(String fact) {
        return new Fails(fact, null);
    }

    static Finding fails(String fact, Change change, String sentence) {
        return new Fails(fact, new Remedy(change, sentence, null));
    }
}
