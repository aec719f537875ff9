package io.lamplighter.agent.release;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.release.ReleaseFiles.Answer;
import io.lamplighter.agent.release.ReleaseFiles.Request;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does what is asked. Looking costs one look at a file name. */
@Singleton
final class ReleaseSchedule {
    private static final Logger LOG = Logger.getLogger(ReleaseSchedule.class);

    private static final int BEFORE_THE_PROBES = Interceptor.Priority.PLATFORM_BEFORE - 10;

    private final ReleaseFiles files;
    private final Inventory inventory;
    private final InstantSource clock;
    private @Nullable Instant released;

    ReleaseSchedule(Layout layout, Inventory inventory, InstantSource clock) {
        this.files = new ReleaseFiles(layout.root());
        this.inventory = inventory;
        this.clock = clock;
    }

    /** An agent that starts meanwhile leaves the driver alone from its first reading on. */
    void begin(@Observes @Priority(BEFORE_THE_PROBES) StartupEvent starting) throws InterruptedException {
        try {
            look();
        } catch (IOException e) {
            LOG.warnf("Whether the NVIDIA driver is to be left alone is looked for again: %s", e);
        }
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() throws IOException, InterruptedException {
        Optional<Instant> wanted = files.asked()
                .map(Request::until)
                .filter(until -> clock.instant().isBefore(until));
        if (wanted.isEmpty()) {
            end();
        } else if (!wanted.get().equals(released)) {
            begin(wanted.get());
        }
    }

    private void begin(Instant until) throws IOException, InterruptedException {
        Optional<String> obstacle = inventory.letGoOfDriver(until);
        if (obstacle.isEmpty()) {
            released = until;
            LOG.infof("The NVIDIA driver is left alone until %s, as it was asked", until);
        }
        files.answer(new Answer(until, obstacle.orElse(null)));
    }

    private void end() throws IOException {
        if (files.answered().isPresent() || released != null) {
            released = null;
            inventory.takeDriver();
            files.endAsking();
            files.endAnswer();
            LOG.info("The NVIDIA driver is used again");
        }
    }
}
