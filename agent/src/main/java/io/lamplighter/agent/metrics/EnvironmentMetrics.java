package io.lamplighter.agent.metrics;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.OnGpu;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.view.PlacementView.Phase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How each environment stands on this machine. */
final class EnvironmentMetrics implements Binder {
    /** Those that a machine can tell by itself; the others are the controller's to say. */
    private static final Set<Phase> PHASES =
            EnumSet.of(Phase.FAILED, Phase.RETIRING, Phase.BUILDING, Phase.PENDING, Phase.DRIFTED, Phase.CONVERGED);

    private static final Set<CheckResult.Result> RESULTS = EnumSet.complementOf(EnumSet.of(CheckResult.Result.UNKNOWN));
    private static final Set<RunOutcome> OUTCOMES = EnumSet.complementOf(EnumSet.of(RunOutcome.UNKNOWN));

    private final Supplier<List<EnvironmentStatus>> statuses;
    private final Series phase;
    private final Series outOfDate;
    private final Series checks;
    private final Series gpus;
    private final Series verified;
    private final Series drifted;
    private final Series generations;
    private final Series disk;
    private final Series freed;
    private final Series lastSuccess;
    private final Series lastRun;
    private final Series updates;
    private final Series failure;
    private final Series waiting;
    private final Series nextWindow;

    EnvironmentMetrics(MeterRegistry registry, Supplier<List<EnvironmentStatus>> statuses) {
        this.statuses = statuses;
        phase = Series.gauge(
                registry,
                "lamplighter.environment.phase",
                "Phase of an environment on this machine, one series a phase.");
        outOfDate = seconds(
                registry,
                "out.of.date.since",
                "Since when another plan than the installed one is wanted; absent when none is.");
        checks = Series.gauge(
                registry,
                "lamplighter.environment.verification.status",
                "Result of each verification check of the generation in use, one series a result.");
        gpus = Series.gauge(
                registry,
                "lamplighter.environment.gpu.verification.status",
                "Result of a verification check of the generation in use on each GPU, one series a result.");
        verified = seconds(registry, "verified", "Time of the last complete verification.");
        drifted = Series.gauge(registry, "lamplighter.environment.drifted", "Files differ from what was installed.");
        generations = Series.gauge(registry, "lamplighter.environment.generations", "Generations on disk.");
        disk = Series.gauge(
                registry, "lamplighter.environment.disk", "bytes", "Disk used by an environment's generations.");
        freed = Series.counter(
                registry, "lamplighter.environment.freed.bytes", "Disk given back by removing generations.");
        lastSuccess = seconds(registry, "last.success", "Time of the last run that ended verified.");
        lastRun = seconds(registry, "update.last.run", "Time of last update.");
        updates = Series.counter(registry, "lamplighter.environment.updates", "Updates by outcome.");
        failure = Series.gauge(
                registry,
                "lamplighter.environment.failure.info",
                "Why the last run failed, by the catalogue of failures; absent when it did not.");
        waiting = seconds(
                registry,
                "waiting.since",
                "Since when a gate or window holds back a change; absent when nothing waits.");
        nextWindow = seconds(registry, "next.window", "Start of the next window.");
    }

    private static Map<Tags, Double> waits(List<EnvironmentStatus> now) {
        Map<Tags, Double> waits = new HashMap<>();
        for (EnvironmentStatus status : now) {
            for (Hindrance why : status.waiting()) {
                waits.put(environment(status).and("reason", why.reason().label()), Series.seconds(why.since()));
            }
        }
        return waits;
    }

    private static Series seconds(MeterRegistry registry, String what, String help) {
        return Series.gauge(registry, "lamplighter.environment." + what + ".timestamp", "seconds", help);
    }

    @Override
    public void show() {
        List<EnvironmentStatus> now = statuses.get();
        phase.show(phases(now));
        outOfDate.show(times(now, EnvironmentStatus::outOfDateSince));
        checks.show(checkResults(now));
        gpus.show(gpuResults(now));
        verified.show(times(now, EnvironmentStatus::verifiedAt));
        drifted.show(values(now, status -> status.planInUse() == null ? null : status.drift() != null ? 1.0 : 0.0));
        generations.show(values(now, status -> (double) status.generations()));
        disk.show(values(now, status -> (double) status.diskBytes()));
        freed.show(values(now, status -> (double) status.freedBytes()));
        lastSuccess.show(times(now, EnvironmentStatus::verifiedAt));
        lastRun.show(times(now, EnvironmentStatus::lastRun));
        updates.show(outcomes(now));
        failure.show(failures(now));
        waiting.show(waits(now));
        nextWindow.show(times(now, EnvironmentStatus::nextWindow));
    }

    private static Map<Tags, Double> phases(List<EnvironmentStatus> now) {
        Map<Tags, Double> phases = new HashMap<>();
        for (EnvironmentStatus status : now) {
            for (Phase each : PHASES) {
                Tags tags = environment(status).and("phase", each.name().toLowerCase(Locale.ROOT));
                phases.put(tags, status.phase() == each ? 1.0 : 0.0);
            }
        }
        return phases;
    }

    private static Map<Tags, Double> checkResults(List<EnvironmentStatus> now) {
        Map<Tags, Double> results = new HashMap<>();
        for (EnvironmentStatus status : now) {
            for (CheckResult check : status.checks()) {
                for (CheckResult.Result each : RESULTS) {
                    Tags tags = environment(status).and("check", check.check(), "result", each.label());
                    results.put(tags, check.result() == each ? 1.0 : 0.0);
                }
            }
        }
        return results;
    }

    /** Joined by uuid with what a GPU's own metrics say. */
    private static Map<Tags, Double> gpuResults(List<EnvironmentStatus> now) {
        Map<Tags, Double> results = new HashMap<>();
        for (EnvironmentStatus status : now) {
            for (CheckResult check : status.checks()) {
                for (OnGpu gpu : Objects.requireNonNullElse(check.gpus(), List.<OnGpu>of())) {
                    for (CheckResult.Result each : RESULTS) {
                        Tags tags = environment(status)
                                .and("check", check.check(), "gpu", String.valueOf(gpu.device()))
                                .and("uuid", Objects.requireNonNullElse(gpu.uuid(), ""), "result", each.label());
                        results.put(tags, gpu.result() == each ? 1.0 : 0.0);
                    }
                }
            }
        }
        return results;
    }

    private static Map<Tags, Double> outcomes(List<EnvironmentStatus> now) {
        Map<Tags, Double> outcomes = new HashMap<>();
        for (EnvironmentStatus status : now) {
            for (RunOutcome each : OUTCOMES) {
                outcomes.put(
                        environment(status).and("outcome", each.label()),
                        status.outcomes().getOrDefault(each, 0L).doubleValue());
            }
        }
        return outcomes;
    }

    /** The catalogue's id without what tells causes apart, so that there are as many as it has entries. */
    private static Map<Tags, Double> failures(List<EnvironmentStatus> now) {
        Map<Tags, Double> failures = new HashMap<>();
        for (EnvironmentStatus status : now) {
            Failure why = status.run() == null ? null : status.run().failure();
            if (why != null) {
                RemedyClass remedy = why.remedyClass() == null ? RemedyClass.UNKNOWN : why.remedyClass();
                failures.put(
                        environment(status).and("signature", why.signature().id(), "remedy_class", remedy.label()),
                        1.0);
            }
        }
        return failures;
    }

    private static Map<Tags, Double> times(
            List<EnvironmentStatus> now, Function<EnvironmentStatus, @Nullable Instant> time) {
        return values(now, status -> {
            Instant at = time.apply(status);
            return at == null ? null : Series.seconds(at);
        });
    }

    private static Map<Tags, Double> values(
            List<EnvironmentStatus> now, Function<EnvironmentStatus, @Nullable Double> value) {
        Map<Tags, Double> values = new HashMap<>();
        for (EnvironmentStatus status : now) {
            Double one = value.apply(status);
            if (one != null) {
                values.put(environment(status), one);
            }
        }
        return values;
    }

    private static Tags environment(EnvironmentStatus status) {
        return Tags.of("environment", status.environment().value());
    }
}
