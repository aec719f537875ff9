package io.lamplighter.agent.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's metrics can be had.
 *
 * @param host that the agent listens on
 * @param said the address that somebody gave for it; absent when nobody did
 */
public record Listening(String host, int port, @Nullable ScrapeAddress said) {
    /** On this machine alone. */
    public static final Listening NOWHERE = new Listening("127.0.0.1", 0, null);

    /**
     * As another machine writes it; empty when no other can reach it.
     *
     * @param hostName of this machine, under which an agent that listens on every address is reached
     */
    Optional<String> reached(String hostName) {
        if (said != null) {
            return Optional.of(said.text());
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress()) {
                return Optional.empty();
            }
            return Optional.of((address.isAnyLocalAddress() ? hostName : bracketed(host)) + ":" + port);
        } catch (UnknownHostException _) { // as one that the agent cannot listen on, and says so
            return Optional.empty();
        }
    }

    /** An IPv6 address has colons itself. */
    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
