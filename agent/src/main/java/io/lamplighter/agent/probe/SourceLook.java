package io.lamplighter.agent.probe;

import io.lamplighter.agent.installer.MachineTrust;
import io.lamplighter.agent.probe.Reachability.Look;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a page can be had. */
interface SourceLook extends AutoCloseable {
    Look at(String page) throws InterruptedException;

    @Override
    void close();

    /** Opens one for each reading, so that nothing of it stays in memory between two. */
    interface Opener {
        SourceLook open() throws IOException;
    }

    /** Over HTTP, with the authorities that the installers are given. */
    static Opener byHttp(MachineTrust trust, Duration timeout) {
        return () -> new ByHttp(
                HttpClient.newBuilder()
                        .sslContext(trust.context())
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build(),
                timeout);
    }

    /** By the JDK's client. */
    record ByHttp(HttpClient client, Duration timeout) implements SourceLook {
        @Override
        public Look at(String page) throws InterruptedException {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(page))
                        .timeout(timeout)
                        .build();
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                return status / 100 == 2 ? new Look.Answered() : new Look.Failed(page + " answers " + status);
            } catch (IOException | IllegalArgumentException e) {
                return new Look.Failed(page + " cannot be had: " + because(e));
            }
        }

        @Override
        public void close() {
            client.close();
        }

        private static String because(Exception failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String kind = root.getClass().getSimpleName();
            return root.getMessage() == null ? kind : kind + ", " + root.getMessage();
        }
    }
}
