package io.lamplighter.agent.checkin;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses a controller may have: a token never crosses a network in the clear. */
public final class ControllerUrl {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private ControllerUrl() {}

    /** Why an address is refused; empty when it is not. */
    public static Optional<String> refusal(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
            return Optional.of("lamplighter.controller.url is \"" + url
                    + "\", which is no address of a controller: write one like https://controller.lab.example:8680");
        }
        if (scheme.equals("http") && !LOOPBACK.matcher(host).matches()) {
            return Optional.of("lamplighter.controller.url is \"" + url + "\": plain http is for this machine only, it"
                    + " would show the token to the network; use https, or an SSH tunnel to 127.0.0.1");
        }
        return Optional.empty();
    }
}
