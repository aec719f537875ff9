package io.lamplighter.agent.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The last good reading of one probe, and why a newer one is missing. A probe that hangs in the kernel costs one thread
 * and nothing else: no second one is started while the first still hangs.
 */
final class LastReading<T> {
    private static final Logger LOG = Logger.getLogger(LastReading.class);

    private final Probe<T> probe;
    private final InstantSource clock;
    private final Duration deadline;
    private volatile @Nullable T value;
    private volatile ProbeStatus status;
    private @Nullable Thread hanging;

    LastReading(Probe<T> probe, InstantSource clock, Duration deadline) {
        this.probe = probe;
        this.clock = clock;
        this.deadline = deadline;
        TreeMap<String, Long> failures = new TreeMap<>();
        for (Common reason : Common.values()) {
            failures.put(reason.label, 0L);
        }
        probe.failures().forEach(reason -> failures.put(reason, 0L));
        status = new ProbeStatus(probe.source(), null, null, null, failures);
    }

    Optional<T> value() {
        return Optional.ofNullable(value);
    }

    boolean wasTried() {
        return status.took() != null;
    }

    ProbeStatus status() {
        return status;
    }

    /** Reads anew; one at a time. */
    synchronized void refresh() throws InterruptedException {
        Instant start = clock.instant();
        if (hanging != null && hanging.isAlive()) {
            probe.overdue().ifPresent(reading -> value = reading);
            failed(start, Common.DEADLINE.label, "the reading before still hangs");
            return;
        }
        FutureTask<T> task = new FutureTask<>(probe::read);
        Thread thread =
                Thread.ofPlatform().daemon().name("probe-" + probe.source()).unstarted(task);
        thread.start();
        try {
            read(start, task.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            thread.interrupt();
            hanging = thread;
            probe.overdue().ifPresent(reading -> value = reading);
            failed(start, Common.DEADLINE.label, "no reading within " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            broken(start, e.getCause() == null ? e : e.getCause());
        }
    }

    private void read(Instant start, T reading) {
        value = reading;
        Optional<String> failure = probe.failure(reading);
        if (failure.isPresent()) {
            failed(start, failure.get(), failure.get());
        } else {
            status = new ProbeStatus(probe.source(), null, took(start), clock.instant(), status.failures());
        }
    }

    private void broken(Instant start, Throwable cause) {
        switch (cause) {
            case ProbeException e -> failed(start, Common.FAILED.label, String.valueOf(e.getMessage()));
            case IOException e -> failed(start, Common.FAILED.label, e.toString());
            default -> {
                LOG.errorf(cause, "the probe %s has a defect", probe.source());
                failed(start, Common.DEFECT.label, cause.toString());
            }
        }
    }

    private void failed(Instant start, String reason, String missing) {
        TreeMap<String, Long> failures = new TreeMap<>(status.failures());
        failures.merge(reason, 1L, Long::sum);
        if (!missing.equals(status.missing())) {
            LOG.warnf("The probe %s has no new reading: %s", probe.source(), missing);
        }
        status = new ProbeStatus(probe.source(), missing, took(start), status.lastSuccess(), failures);
    }

    private Duration took(Instant start) {
        return Duration.between(start, clock.instant());
    }

    /** How any probe can fail. */
    private enum Common {
        FAILED("failed"),
        DEADLINE("deadline"),
        DEFECT("defect");

        private final String label;

        Common(String label) {
            this.label = label;
        }
    }
}
