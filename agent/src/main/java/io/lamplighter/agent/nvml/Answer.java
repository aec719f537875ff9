package io.lamplighter.agent.nvml;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the library said when it was asked for one thing. Nothing that it did not say ever becomes a number. */
public sealed interface Answer<T> {
    /** It said this. */
    record Value<T>(T said) implements Answer<T> {}

    /**
     * It refused, or could not.
     *
     * @param code the number, also where the table does not have it
     */
    record Refused<T>(NvmlReturn why, int code) implements Answer<T> {}

    /** The library is too old to have this function. */
    record NoFunction<T>(String function) implements Answer<T> {}

    /** Empty when it did not say. */
    default Optional<T> value() {
        return this instanceof Value<T>(T said) ? Optional.of(said) : Optional.empty();
    }

    default boolean isRefused(NvmlReturn reason) {
        return this instanceof Refused<T>(NvmlReturn why, int _) && why == reason;
    }

    default <R> Answer<R> map(Function<? super T, ? extends R> into) {
        return switch (this) {
            case Value<T>(T said) -> new Value<>(into.apply(said));
            case Refused<T>(NvmlReturn why, int code) -> new Refused<>(why, code);
            case NoFunction<T>(String function) -> new NoFunction<>(function);
        };
    }

    /** What an older function says, where the library or the GPU's driver does not know the newer one. */
    default Answer<T> orOlder(Supplier<Answer<T>> older) {
        return this instanceof NoFunction<T> || isRefused(NvmlReturn.ARGUMENT_VERSION_MISMATCH) ? older.get() : this;
    }
}
