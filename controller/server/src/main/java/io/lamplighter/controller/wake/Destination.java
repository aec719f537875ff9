package io.lamplighter.controller.wake;

import io.lamplighter.api.machine.SubnetAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a packet goes: an IPv4 address, never a name that would have to be asked for, and a port. */
public record Destination(String address, int port) {
    /** What network cards look at is the content; this port is the one that is in use for it (discard, RFC 863). */
    static final int USUAL_PORT = 9;

    private static final Pattern SYNTAX = Pattern.compile("([0-9.]+)(?::(\\d{1,5}))?");

    public Destination {
        if (!isAddress(address) || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "packets go to an IPv4 address, with a port where it is not 9, like 10.20.3.255 or 10.20.3.255:9; found \""
                            + address + ":" + port + "\"");
        }
    }

    /** Reads one as a configuration has it. */
    public static Destination of(String text) {
        Matcher parts = SYNTAX.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "packets go to an IPv4 address, with a port where it is not 9, like 10.20.3.255 or 10.20.3.255:9; found \""
                            + text + "\"");
        }
        return new Destination(parts.group(1), parts.group(2) == null ? USUAL_PORT : Integer.parseInt(parts.group(2)));
    }

    /** That of a whole subnet. */
    static Destination broadcast(String address) {
        return new Destination(address, USUAL_PORT);
    }

    InetSocketAddress socket() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    private static boolean isAddress(String text) {
        try {
            new SubnetAddress(text + "/32");
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return port == USUAL_PORT ? address : address + ":" + port;
    }
}
