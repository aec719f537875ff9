package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.FailureException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Keeps what installers fetched to its budget, when a run has ended and no installer runs. */
final class CacheTrimming {
    private static final Logger LOG = Logger.getLogger(CacheTrimming.class);

    private final EngineParts parts;
    private final AtomicLong freedBytes = new AtomicLong();

    CacheTrimming(EngineParts parts) {
        this.parts = parts;
    }

    /** A cache that is too large is no reason to fail: it is looked at again after the next run. */
    void trim() throws InterruptedException {
        try {
            long freed = parts.installer().trim(parts.config().cacheBudget().asLongValue());
            if (freed > 0) {
                freedBytes.addAndGet(freed);
                LOG.infof("the cache of the installers was larger than its budget: %d bytes are removed", freed);
            }
        } catch (FailureException | IOException e) {
            LOG.warnf("the cache of the installers cannot be made smaller: %s", e.getMessage());
        }
    }

    /** Since the agent started. */
    long freedBytes() {
        return freedBytes.get();
    }
}
