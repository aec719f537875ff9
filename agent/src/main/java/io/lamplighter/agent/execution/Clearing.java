package io.lamplighter.agent.execution;

import io.lamplighter.api.name.GenerationName;

/** What becomes of a generation that will not be used. */
sealed interface Clearing {
    /** It is removed; it was never verified. */
    record Discard(GenerationName generation) implements Clearing {}

    /** It is kept for people to look at, and the one kept before it is removed. */
    record Keep(GenerationName generation) implements Clearing {}

    /** What installers fetched is removed: what came from there was damaged. */
    record EmptyCache() implements Clearing {}
}
