package io.lamplighter.agent.footprint;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/** When the agent makes itself small: after its start, and after what it did since. */
@Singleton
final class FootprintSchedule {
    private static final Logger LOG = Logger.getLogger(FootprintSchedule.class);

    private static final Duration OFTEN = Duration.ofMinutes(5);
    private static final Duration SELDOM = Duration.ofMinutes(30);

    private final FootprintConfig config;
    private final Scheduler scheduler;

    FootprintSchedule(FootprintConfig config, Scheduler scheduler) {
        this.config = config;
        this.scheduler = scheduler;
    }

    void begin(@Observes StartupEvent starting) {
        if (config.pageOut() == FootprintConfig.PageOut.ON) {
            scheduler
                    .newJob("page-out")
                    .setDelayed(config.pageOutAfter().toString())
                    .setInterval(every(config, BlockDevices.OF_THE_KERNEL).toString())
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setTask(_ -> giveBack())
                    .schedule();
        }
    }

    static Duration every(FootprintConfig config, BlockDevices devices) {
        return config.pageOutEvery()
                .orElseGet(() ->
                        devices.turn(Path.of(System.getProperty("java.home"))).orElse(true) ? SELDOM : OFTEN);
    }

    /** On a thread of its own: no native calls on threads of others. */
    static void giveBack() {
        Thread.ofPlatform().name("page-out").daemon().start(FootprintSchedule::giveBackNow);
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
