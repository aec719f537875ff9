package io.lamplighter.agent.network;

import io.lamplighter.api.manifest.ProxyUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The agent's own requests to one source. No proxy of the process's surroundings has a say. */
public final class SourceClient implements AutoCloseable {
    private final HttpClient http;

    private SourceClient(HttpClient http) {
        this.http = http;
    }

    /** The proxy's name is looked up with each connection. */
    static SourceClient open(SSLContext authorities, @Nullable ProxyUrl proxy, Duration connect) {
        ProxySelector way = proxy == null
                ? HttpClient.Builder.NO_PROXY
                : ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
        return new SourceClient(HttpClient.newBuilder()
                .sslContext(authorities)
                .connectTimeout(connect)
                .proxy(way)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
    }

    /** What a source answers, whatever its status. */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException, InterruptedException {
        return http.send(request, body);
    }

    @Override
    public void close() {
        http.close();
    }
}
