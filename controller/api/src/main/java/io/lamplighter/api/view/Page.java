package io.lamplighter.api.view;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to give as {@code continue} for the next part; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    private static final int LARGEST = 1_000;

    public Page {
        items = List.copyOf(items);
    }

    /** How many items a page has when so many were asked for. */
    public static int size(int asked) {
        return Math.clamp(asked, 1, LARGEST);
    }

    /**
     * The page of a list that was read with one item more than the page has.
     *
     * @param key of the item after which the next page begins
     */
    public static <T> Page<T> of(List<T> oneMore, int size, Function<T, String> key) {
        List<T> items = oneMore.subList(0, Math.min(size, oneMore.size()));
        return new Page<>(items, oneMore.size() > size ? key.apply(items.getLast()) : null);
    }
}
