package io.lamplighter.api.reach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret of one machine, as its file says it: a user with a password, or a token.
 *
 * @param hosts that it may go to, and no others
 */
public record Credential(
        List<CredentialHost> hosts,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Secret token) {
    public Credential {
        hosts = List.copyOf(hosts);
        boolean login = user != null && password != null && token == null;
        boolean bearer = user == null && password == null && token != null;
        if (hosts.isEmpty() || !(login || bearer)) {
            throw new IllegalArgumentException("a credential has hosts, and user and password or a token");
        }
        if (user != null
                && (user.isEmpty() || user.contains(":") || user.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("a user is a name on one line, without a colon");
        }
    }

    public boolean covers(URI address) {
        return hosts.stream().anyMatch(host -> host.covers(address));
    }

    /** The value of the header for a request; empty for hosts that are not named. */
    public Optional<String> authorization(URI address) {
        if (!covers(address)) {
            return Optional.empty();
        }
        if (token != null) {
            return Optional.of("Bearer " + token.text());
        }
        String login = user + ":" + (password == null ? "" : password.text());
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    }

    /** For people, without the secret. */
    public String kind() {
        return token == null ? "user " + user : "token";
    }
}
