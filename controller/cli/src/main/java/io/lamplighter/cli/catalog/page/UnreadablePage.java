package io.lamplighter.cli.catalog.page;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** There is no answer from a source, or none that can be used. */
public final class UnreadablePage extends LampException {
    private static final long serialVersionUID = 1;

    private static final String LATER = "check the address, and try again later";

    private final boolean tooLong;

    UnreadablePage(URI address, String reason, String nextStep) {
        this(address, reason, nextStep, false);
    }

    private UnreadablePage(URI address, String reason, String nextStep, boolean tooLong) {
        super(ExitStatus.SOURCE, shown(address) + " cannot be read: " + reason, nextStep);
        this.tooLong = tooLong;
    }

    /** For a page that says what it should not. */
    public UnreadablePage(URI address, String reason) {
        this(address, reason, LATER);
    }

    /** Whether there is more than was wanted. */
    boolean isTooLong() {
        return tooLong;
    }

    static UnreadablePage of(URI address, Throwable cause) {
        return switch (cause) {
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException ->
                new UnreadablePage(address, "there is no host " + address.getHost());
            case ConnectException _ -> new UnreadablePage(address, "the connection is refused");
            case HttpTimeoutException _ -> tooSlow(address);
            case TimeoutException _ -> tooSlow(address);
            case SSLException untrusted ->
                new UnreadablePage(
                        address,
                        "no trusted connection (" + untrusted.getMessage() + ")",
                        "give Java the site's authority, as by JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE");
            case TooLong tooLong -> new UnreadablePage(address, String.valueOf(tooLong.getMessage()), LATER, true);
            default -> new UnreadablePage(address, "it breaks off (" + cause.getMessage() + ")");
        };
    }

    private static UnreadablePage tooSlow(URI address) {
        return new UnreadablePage(address, "it takes too long");
    }

    /** A server may redirect to an address with a signature or a password in it. */
    private static String shown(URI address) {
        return address.getRawQuery() == null && address.getRawUserInfo() == null
                ? address.toString()
                : address.getScheme() + "://" + address.getHost() + address.getRawPath() + "?…";
    }
}
