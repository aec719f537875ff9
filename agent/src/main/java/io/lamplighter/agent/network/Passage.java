package io.lamplighter.agent.network;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.reach.Credential;
import io.lamplighter.api.reach.CredentialHost;
import io.lamplighter.api.reach.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a program is told that fetches from sources: by which proxy, and with which secrets to which hosts. */
public final class Passage {
    /** To no source, or to ones that want nothing. */
    public static final Passage FREE = new Passage(new ProxyChoice(null, Set.of()), Map.of());

    private final ProxyChoice proxy;
    private final Map<CredentialName, Credential> credentials;

    /** @throws FailureException never when no two credentials name the same host */
    static Passage of(ProxyChoice proxy, Map<CredentialName, Credential> credentials) throws FailureException {
        Map<String, CredentialName> owners = new TreeMap<>();
        for (var each : credentials.entrySet()) {
            for (CredentialHost host : each.getValue().hosts()) {
                CredentialName other = owners.putIfAbsent(host.text(), each.getKey());
                if (other != null && !other.equals(each.getKey())) {
                    throw CredentialFolder.unusable(
                            each.getKey(),
                            "The credential " + other + " names the host " + host.text()
                                    + " as well, and the sources of one solve have both");
                }
            }
        }
        return new Passage(proxy, credentials);
    }

    private Passage(ProxyChoice proxy, Map<CredentialName, Credential> credentials) {
        this.proxy = proxy;
        this.credentials = Map.copyOf(credentials);
    }

    /** Variables for uv, pip and curl; nothing in them is secret. */
    public Map<String, String> variables() {
        return proxy.variables();
    }

    /**
     * The secrets in the form of uv's own store of credentials, by which each goes to its hosts only, whatever
     * redirects there are; empty where no source wants one.
     */
    public Optional<String> uvCredentials() {
        String text = new TreeMap<>(credentials)
                .values().stream().map(Passage::stored).collect(Collectors.joining());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String stored(Credential credential) {
        Secret token = credential.token();
        Secret password = credential.password();
        String login = token != null
                ? "scheme = \"bearer\"\ntoken = " + quoted(token.text()) + "\n"
                : "scheme = \"basic\"\nusername = " + quoted(String.valueOf(credential.user())) + "\npassword = "
                        + quoted(password == null ? "" : password.text()) + "\n";
        return credential.hosts().stream()
                .flatMap(host -> host.origins().stream())
                .map(origin -> "[[credential]]\nservice = " + quoted(origin) + "\n" + login)
                .collect(Collectors.joining("\n"));
    }

    /** What {@link Secret} takes has no control characters. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
