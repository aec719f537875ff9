package io.lamplighter.agent.probe;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/** What one reading of sources looks with; nothing of it stays in memory between two. */
interface SourceLooks extends AutoCloseable {
    SourceLook of(AvailableSource source);

    @Override
    default void close() {
        // most hold nothing
    }

    /** Opens them for each reading. */
    interface Opener {
        SourceLooks open() throws IOException;
    }

    /** Over HTTP, each source by the way that installers are told. */
    static Opener byHttp(Network network, Duration timeout) {
        return () -> new ByHttp(network, network.trust().context(), timeout, new ConcurrentLinkedQueue<>());
    }

    /** A client for each source. */
    record ByHttp(Network network, SSLContext authorities, Duration timeout, Queue<SourceClient> clients)
            implements SourceLooks {
        @Override
        public SourceLook of(AvailableSource source) {
            try {
                SourceClient client = network.client(source, authorities, timeout);
                clients.add(client);
                return new SourceLook.ByHttp(client, timeout);
            } catch (FailureException e) {
                return new SourceLook.Refused(e.diagnosis().message());
            }
        }

        @Override
        public void close() {
            clients.forEach(SourceClient::close);
        }
    }
}
