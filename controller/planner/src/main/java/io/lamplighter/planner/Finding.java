package io.lamplighter.planner;

import io.lamplighter.planner.catalog.DottedVersion;
import org.jspecify.annotations.Nullable;

/** What a rule found out about an offer; its words are only written when somebody reads them. */
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

    /** A text that costs nothing until it is read. */
    @FunctionalInterface
    interface Words {
        String text();
    }

    /** It holds; the fact is empty where it needs no words. */
    record Holds(Words fact) implements Finding {}

    /** No row says that it does not hold. */
    record NotKnown(Words what) implements Finding {}

    /** It does not hold. */
    record Fails(Words fact, @Nullable Remedy remedy) implements Finding {}

    /**
     * What would make an offer work.
     *
     * @param sentence names the change and the offer
     * @param driver the driver it takes: among several the oldest is the nearest
     */
    record Remedy(Change change, Words sentence, @Nullable DottedVersion driver) {}

    /** That needs no words. */
    Finding HOLDS = new Holds(() -> "");

    static Finding fails(Words fact) {
        return new Fails(fact, null);
    }

    static Finding fails(Words fact, Change change, Words sentence) {
        return new Fails(fact, new Remedy(change, sentence, null));
    }
}
