package io.lamplighter.controller.night;

import io.lamplighter.api.night.Night;
import io.lamplighter.api.night.NightMessage;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * Tells each night once by each channel, in the morning. A row of the database says what was told, so that neither a
 * restart nor a second controller tells it again.
 */
@Singleton
final class Mornings {
    private static final Logger LOG = Logger.getLogger(Mornings.class);
    private static final int MOST_TRIES = 10;

    /** Longer than any channel takes: who took a morning and ended is not waited for any longer. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(30);

    private final MorningConfig config;
    private final Storage storage;
    private final MorningStore store;
    private final Nights nights;
    private final List<Channel> channels;
    private final Staleness staleness;
    private final InstantSource clock;
    private final Instant started;

    Mornings(
            MorningConfig config,
            Storage storage,
            MorningStore store,
            Nights nights,
            @All List<Channel> channels,
            Staleness staleness,
            InstantSource clock) {
        this.config = config;
        this.storage = storage;
        this.store = store;
        this.nights = nights;
        this.channels = List.copyOf(channels);
        this.staleness = staleness;
        this.clock = clock;
        started = clock.instant();
    }

    /** Not before all machines had the time to say what they did while this controller was away. */
    @Scheduled(every = "20s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() throws InterruptedException {
        Instant now = clock.instant();
        if (config.cron().isEmpty() || !staleness.limit().isAfter(started)) {
            return;
        }
        ZoneName zone = storage.read(nights::zone);
        Rhythm rhythm = new Rhythm(new CronExpression(config.cron().get()), zone);
        Instant due = rhythm.due(now).orElse(null);
        if (due == null) {
            return;
        }
        for (Channel channel : channels) {
            if (channel.isConfigured()) {
                tell(channel, due, zone);
            }
        }
    }

    private void tell(Channel channel, Instant due, ZoneName zone) throws InterruptedException {
        Instant now = clock.instant();
        OptionalInt taken = storage.write(
                transaction -> store.take(transaction, channel.name(), due, now, now.plus(LEASE), MOST_TRIES));
        if (taken.isEmpty()) {
            return;
        }
        Night night = nights.until(now, Evening.before(due, zone));
        try {
            if (config.whenQuiet() || !night.isQuiet()) {
                channel.send("night-" + due, NightMessage.of(night));
                LOG.infof("the night before %s was told by %s", due, channel.name());
            }
            storage.write(transaction -> {
                store.told(transaction, channel.name(), due, clock.instant());
                return store.forget(transaction, due.minus(KEPT));
            });
        } catch (Channel.Undelivered e) {
            later(channel, due, taken.getAsInt(), e);
        }
    }

    private void later(Channel channel, Instant due, int tries, Channel.Undelivered why) {
        Instant next = clock.instant().plus(Rhythm.pause(tries));
        storage.write(transaction -> {
            store.tryAgain(transaction, channel.name(), due, next);
            return next;
        });
        LOG.warnf(
                "the night before %s could not be told by %s: %s; %s",
                due,
                channel.name(),
                why.getMessage(),
                tries < MOST_TRIES ? "it is tried again after " + next : "that was the last try");
    }
}
