package io.lamplighter.agent.footprint;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** When the agent makes itself small: after its start, and after what it did since. */
@Singleton
final class FootprintSchedule {
    private static final Logger LOG = Logger.getLogger(FootprintSchedule.class);

    private final FootprintConfig config;

    FootprintSchedule(FootprintConfig config) {
        this.config = config;
    }

    @Scheduled(
            every = "{lamplighter.footprint.page-out-every}",
            delayed = "{lamplighter.footprint.page-out-after}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void giveBack() {
        if (config.pageOut() == FootprintConfig.PageOut.ON) { // no native calls on threads of others
            Thread.ofPlatform().name("page-out").daemon().start(FootprintSchedule::giveBackNow);
        }
    }

    private static void giveBackNow() {
        System.gc(); // first, for it looks at many of the pages; by itself Java lets its heap grow to the end
        try {
            new ProgramPages(FootprintSchedule::isOurs)
                    .giveBack()
                    .ifPresentOrElse(
                            bytes -> LOG.debugf("%d KiB of program files given back", bytes >> 10),
                            () -> LOG.debug("this kernel takes no pages back"));
        } catch (IOException e) {
            LOG.debug("pages of program files are not given back", e);
        }
    }

    /** The start-up cache, and what belongs to the Java runtime. */
    static boolean isOurs(String file) {
        return file.endsWith(".aot") || file.startsWith(System.getProperty("java.home") + "/");
    }
}
