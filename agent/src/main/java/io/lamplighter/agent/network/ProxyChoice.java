package io.lamplighter.agent.network;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a program is told that takes one proxy for everything it fetches.
 *
 * @param proxy absent where none of the sources has one
 * @param direct hosts that are asked without it
 */
public record ProxyChoice(@Nullable ProxyUrl proxy, Set<String> direct) {
    public ProxyChoice {
        direct = Set.copyOf(direct);
    }

    /**
     * The proxy that all sources have which have one; the hosts of the others are asked directly.
     *
     * @param sources that one program uses
     * @throws FailureException when that is not one way to each host
     */
    static ProxyChoice of(Collection<AvailableSource> sources) throws FailureException {
        Map<ProxyUrl, AvailableSource> proxies = new TreeMap<>(Comparator.comparing(ProxyUrl::text));
        Set<String> direct = new TreeSet<>();
        Set<String> proxied = new TreeSet<>();
        for (AvailableSource source : sources) {
            if (source.proxy() == null) {
                hosts(source).forEach(direct::add);
            } else {
                proxies.putIfAbsent(source.proxy(), source);
                hosts(source).forEach(proxied::add);
            }
        }
        if (proxies.size() > 1) {
            throw differ(proxies.entrySet().stream()
                    .map(each -> each.getValue().name() + " by " + each.getKey())
                    .collect(Collectors.joining(", ")));
        }
        proxied.retainAll(direct);
        if (!proxied.isEmpty()) {
            throw differ(String.join(", ", proxied) + " both by a proxy and directly");
        }
        return proxies.isEmpty()
                ? new ProxyChoice(null, Set.of())
                : new ProxyChoice(proxies.keySet().iterator().next(), direct);
    }

    /**
     * The same for a program that is given no secret.
     *
     * @throws FailureException also when a source wants one
     */
    public static ProxyChoice withoutSecrets(Collection<AvailableSource> sources) throws FailureException {
        for (AvailableSource source : sources) {
            if (source.credential() != null) {
                throw CredentialFolder.unusable(
                        source.credential(),
                        "Only uv is given secrets, for it keeps each to its hosts: leave the credential out of the source "
                                + source.name() + ", or let uv build");
            }
        }
        return of(sources);
    }

    /** As uv, pip and curl take it. */
    public Map<String, String> variables() {
        if (proxy == null) {
            return Map.of();
        }
        Map<String, String> variables = new TreeMap<>(Map.of("http_proxy", proxy.text(), "https_proxy", proxy.text()));
        if (!direct.isEmpty()) {
            variables.put("no_proxy", String.join(",", new TreeSet<>(direct)));
        }
        return variables;
    }

    private static Stream<String> hosts(AvailableSource source) {
        List<String> addresses = source.url() == null ? List.of(BuiltInSources.defaultIndex()) : source.addresses();
        return addresses.stream().map(URI::create).map(URI::getHost).filter(Objects::nonNull);
    }

    private static FailureException differ(String how) {
        return new FailureException(Catalogue.named("PROXIES_DIFFER", how), "");
    }
}
