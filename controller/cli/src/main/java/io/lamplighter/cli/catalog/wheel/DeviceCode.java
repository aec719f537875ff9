package io.lamplighter.cli.catalog.wheel;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import io.lamplighter.api.machine.ComputeCapability;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which GPUs a library has code for. */
sealed interface DeviceCode {
    /** Nobody could say. */
    record NotListed(String why) implements DeviceCode {}

    /**
     * How many code objects it has for each architecture.
     *
     * @param binary by {@code sm_86}
     * @param ptx by {@code sm_86}
     */
    record Listed(SortedMap<String, Integer> binary, SortedMap<String, Integer> ptx) implements DeviceCode {
        private static final Pattern PLAIN = Pattern.compile("sm_(\\d{1,2})(\\d)");
        private static final Comparator<String> BY_NUMBER = comparingInt(
                        (String name) -> Integer.parseInt(name.replaceAll("\\D", "")))
                .thenComparing(naturalOrder());

        public Listed {
            binary = inOrder(binary);
            ptx = inOrder(ptx);
        }

        /** By number: {@code sm_75} stands before {@code sm_100}. */
        private static SortedMap<String, Integer> inOrder(Map<String, Integer> counts) {
            SortedMap<String, Integer> ordered = new TreeMap<>(BY_NUMBER);
            ordered.putAll(counts);
            return Collections.unmodifiableSortedMap(ordered);
        }

        /**
         * What it really serves. A few kernels for {@code sm_103} or {@code sm_90a} in a library of hundreds do not
         * make it run there: an architecture counts when it has at least half as many objects as the richest.
         */
        List<ComputeCapability> gpus() {
            return served(binary);
        }

        /** The architectures whose PTX covers it, by the same rule. */
        List<ComputeCapability> ptxGpus() {
            return served(ptx);
        }

        private static List<ComputeCapability> served(Map<String, Integer> counts) {
            int most =
                    counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            return counts.entrySet().stream()
                    .filter(entry -> entry.getValue() * 2 >= most)
                    .map(entry -> PLAIN.matcher(entry.getKey()))
                    .filter(Matcher::matches)
                    .map(parts ->
                            new ComputeCapability(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                    .sorted()
                    .toList();
        }
    }
}
