package io.lamplighter.api.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An IPv4 address of a machine with the length of its subnet's prefix: {@code 10.20.3.7/24}. */
public record SubnetAddress(@JsonValue String text) {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** A subnet of one or two machines has no address that all of them listen to (RFC 3021). */
    private static final int LONGEST_WITH_BROADCAST = 30;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SubnetAddress {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()
                || IntStream.rangeClosed(1, 4).anyMatch(part -> Integer.parseInt(parts.group(part)) > 255)
                || Integer.parseInt(parts.group(5)) > 32) {
            throw new IllegalArgumentException("an address in a subnet is like 10.20.3.7/24; found \"" + text + "\"");
        }
    }

    /** Whether both are in the same subnet, and call it the same. */
    public boolean isBeside(SubnetAddress other) {
        return prefix() == other.prefix() && (address() & mask()) == (other.address() & mask());
    }

    /** The address that every machine of its subnet listens to; empty where there is none. */
    public Optional<String> broadcast() {
        return prefix() > LONGEST_WITH_BROADCAST ? Optional.empty() : Optional.of(dotted(address() | ~mask()));
    }

    private int prefix() {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    private int mask() {
        return prefix() == 0 ? 0 : -1 << (Integer.SIZE - prefix());
    }

    private int address() {
        int address = 0;
        for (String part : text.substring(0, text.indexOf('/')).split("\\.", -1)) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    private static String dotted(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return text;
    }
}
