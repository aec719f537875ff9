package io.lamplighter.agent.footprint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in the memory of a process.
 *
 * @param start its address
 * @param bytes of it
 */
record Mapping(long start, long bytes, boolean writable, String file) {
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .(.).. [0-9a-f]+ \\S+ [1-9]\\d* +(/.*)");

    /** A line of {@code /proc/PID/maps}; empty where no file is behind it. */
    static Optional<Mapping> parse(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        long start = Long.parseUnsignedLong(found.group(1), 16);
        long end = Long.parseUnsignedLong(found.group(2), 16);
        return Optional.of(new Mapping(start, end - start, found.group(3).equals("w"), found.group(4)));
    }
}
