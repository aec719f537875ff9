package io.lamplighter.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProxyChoiceTest {
    private static final String PROXY = "http://proxy.lab.example:3128";

    @Test
    void saysNothingWhereNoSourceHasAProxy() throws Exception {
        var choice = ProxyChoice.of(List.of(source("a", "https://a.lab.example/simple", null)));

        assertThat(choice.variables()).isEmpty();
    }

    @Test
    void asksTheHostsOfTheOthersDirectly() throws Exception {
        var choice = ProxyChoice.of(List.of(
                source("a", "https://a.lab.example/simple", PROXY),
                source("b", "https://b.lab.example:8443/whl", null),
                new AvailableSource(Source.PYPI, Source.Type.PYPI, null, List.of())));

        assertThat(choice.variables())
                .isEqualTo(Map.of("http_proxy", PROXY, "https_proxy", PROXY, "no_proxy", "b.lab.example,pypi.org"));
    }

    @Test
    void refusesTwoProxiesForOneProgram() {
        var sources = List.of(
                source("a", "https://a.lab.example/simple", PROXY),
                source("b", "https://b.lab.example/whl", "http://other.lab.example:8080"));

        assertThatThrownBy(() -> ProxyChoice.of(sources))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("PROXIES_DIFFER:b by http://other.lab.example:8080, a by " + PROXY);
    }

    @Test
    void refusesOneHostBothWays() {
        var sources = List.of(
                source("a", "https://mirror.lab.example/simple", PROXY),
                source("b", "https://mirror.lab.example/whl", null));

        assertThatThrownBy(() -> ProxyChoice.of(sources))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("PROXIES_DIFFER:mirror.lab.example both by a proxy and directly");
    }

    private static AvailableSource source(String name, String url, @Nullable String proxy) {
        return new AvailableSource(
                new SourceName(name),
                Source.Type.PYPI,
                url,
                List.of(),
                proxy == null ? null : new ProxyUrl(proxy),
                null,
                List.of(),
                List.of());
    }
}
