package io.lamplighter.planner;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What machines that are alike in something share. Few ways of being alike are remembered, so that a fleet in which no
 * machine is like another costs time and not memory.
 */
final class Shared<K, V> {
    private static final int MOST = 128;

    private final Map<K, V> known = new ConcurrentHashMap<>();

    V of(K key, Function<K, V> find) {
        V value = known.get(key);
        if (value != null) {
            return value;
        }
        return known.size() < MOST ? known.computeIfAbsent(key, find) : find.apply(key);
    }
}
