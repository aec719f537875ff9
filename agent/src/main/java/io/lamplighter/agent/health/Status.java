package io.lamplighter.agent.health;

/** How a health check stands. Not knowing is a state of its own, never ok. */
public sealed interface Status {
    /** Nothing is wrong. */
    record Ok() implements Status {}

    /** Somebody should look at it. */
    record Warn(String seen) implements Status {}

    /** Something does not work, or is about to. */
    record Fail(String seen) implements Status {}

    /** It could not be told. */
    record Unknown(String reason) implements Status {}

    /** This machine, or this GPU, has nothing that could be checked. */
    record NotApplicable() implements Status {}

    /** As metrics and JSON name it. */
    default String label() {
        return switch (this) {
            case Ok() -> "ok";
            case Warn _ -> "warn";
            case Fail _ -> "fail";
            case Unknown _ -> "unknown";
            case NotApplicable() -> "not_applicable";
        };
    }

    /** Whether something is wrong. */
    default boolean isProblem() {
        return this instanceof Warn || this instanceof Fail;
    }

    /** What was seen, or why nothing was; empty where all is said. */
    default String detail() {
        return switch (this) {
            case Warn(String seen) -> seen;
            case Fail(String seen) -> seen;
            case Unknown(String reason) -> reason;
            case Ok(), NotApplicable() -> "";
        };
    }

    /** The worse, the greater: what is wrong, then what nobody knows. */
    default int weight() {
        return switch (this) {
            case NotApplicable() -> 0;
            case Ok() -> 1;
            case Unknown _ -> 2;
            case Warn _ -> 3;
            case Fail _ -> 4;
        };
    }
}
