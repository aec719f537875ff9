package io.lamplighter.cli.resource;

import io.lamplighter.cli.exit.LampException;
import java.util.function.Function;

/** A name whose kind stands in another argument. */
final class GivenName {
    private GivenName() {}

    /** The name as its type, or the type's own rule as what is wrong. */
    static <N> N read(String text, Function<String, N> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(String.valueOf(e.getMessage()), "`lamp get KIND` lists the names there are");
        }
    }
}
