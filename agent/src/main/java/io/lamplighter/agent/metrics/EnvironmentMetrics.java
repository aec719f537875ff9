package io.lamplighter.agent.metrics;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.OnGpu;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
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

    private static final String ENVIRONMENT = "environment";

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

    EnvironmentMetrics(Page page, Supplier<List<EnvironmentStatus>> statuses) {
        this.statuses = statuses;
        phase = Series.gauge(
                page,
                "lamplighter_environment_phase",
                "Phase of an environment on this machine, one series a phase.",
                ENVIRONMENT,
                "phase");
        outOfDate = seconds(
                page,
                "out_of_date_since",
                "Since when another plan than the installed one is wanted; absent when none is.");
        checks = Series.gauge(
                page,
                "lamplighter_environment_verification_status",
                "Result of each verification check of the generation in use, one series a result.",
                ENVIRONMENT,
                "check",
                "result");
        gpus = Series.gauge(
                page,
                "lamplighter_environment_gpu_verification_status",
                "Result of a verification check of the generation in use on each GPU, one series a result.",
                ENVIRONMENT,
                "check",
                "gpu",
                "uuid",
                "result");
        verified = seconds(page, "verified", "Time of the last complete verification.");
        drifted = Series.gauge(
                page, "lamplighter_environment_drifted", "Files differ from what was installed.", ENVIRONMENT);
        generations = Series.gauge(page, "lamplighter_environment_generations", "Generations on disk.", ENVIRONMENT);
        disk = Series.gauge(
                page, "lamplighter_environment_disk_bytes", "Disk used by an environment's generations.", ENVIRONMENT);
        freed = Series.counter(
                page,
                "lamplighter_environment_freed_bytes_total",
                "Disk given back by removing generations.",
                ENVIRONMENT);
        lastSuccess = seconds(page, "last_success", "Time of the last run that ended verified.");
        lastRun = seconds(page, "update_last_run", "Time of last update.");
        updates = Series.counter(
                page, "lamplighter_environment_updates_total", "Updates by outcome.", ENVIRONMENT, "outcome");
        failure = Series.info(
                page,
                "lamplighter_environment_failure_info",
                "Why the last run failed, by the catalogue of failures; absent when it did not.",
                ENVIRONMENT,
                "signature",
                "remedy_class");
        waiting = Series.gauge(
                page,
                "lamplighter_environment_waiting_since_timestamp_seconds",
                "Since when a gate or window holds back a change; absent when nothing waits.",
                ENVIRONMENT,
                "reason");
        nextWindow = seconds(page, "next_window", "Start of the next window.");
    }

    private static Map<List<String>, Double> waits(List<EnvironmentStatus> now) {
        Map<List<String>, Double> waits = new LinkedHashMap<>();
        for (EnvironmentStatus status : now) {
            for (Hindrance why : status.waiting()) {
                waits.put(List.of(name(status), why.reason().label()), Series.seconds(why.since()));
            }
        }
        return waits;
    }

    private static Series seconds(Page page, String what, String help) {
        return Series.gauge(page, "lamplighter_environment_" + what + "_timestamp_seconds", help, ENVIRONMENT);
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

    private static Map<List<String>, Double> phases(List<EnvironmentStatus> now) {
        Map<List<String>, Double> phases = new LinkedHashMap<>();
        for (EnvironmentStatus status : now) {
            for (Phase each : PHASES) {
                List<String> labels = List.of(name(status), each.name().toLowerCase(Locale.ROOT));
                phases.put(labels, status.phase() == each ? 1.0 : 0.0);
            }
        }
        return phases;
    }

    private static Map<List<String>, Double> checkResults(List<EnvironmentStatus> now) {
        Map<List<String>, Double> results = new LinkedHashMap<>();
        for (EnvironmentStatus status : now) {
            for (CheckResult check : status.checks()) {
                for (CheckResult.Result each : RESULTS) {
                    List<String> labels = List.of(name(status), check.check(), each.label());
                    results.put(labels, check.result() == each ? 1.0 : 0.0);
                }
            }
        }
        return results;
    }

    /** Joined by uuid with what a GPU's own metrics say. */
    private static Map<List<String>, Double> gpuResults(List<EnvironmentStatus> now) {
        Map<List<String>, Double> results = new LinkedHashMap<>();
        for (EnvironmentStatus status : now) {
            for (CheckResult check : status.checks()) {
                for (OnGpu gpu : Objects.requireNonNullElse(check.gpus(), List.<OnGpu>of())) {
                    for (CheckResult.Result each : RESULTS) {
                        List<String> labels = List.of(
                                name(status),
                                check.check(),
                                String.valueOf(gpu.device()),
                                Objects.requireNonNullElse(gpu.uuid(), ""),
                                each.label());
                        results.put(labels, gpu.result() == each ? 1.0 : 0.0);
                    }
                }
            }
        }
        return results;
    }

    private static Map<List<String>, Double> outcomes(List<EnvironmentStatus> now) {
        Map<List<String>, Double> outcomes = new LinkedHashMap<>();
        for (EnvironmentStatus status : now) {
            for (RunOutcome each : OUTCOMES) {
                outcomes.put(
                        List.of(name(status), each.label()),
                        status.outcomes().getOrDefault(each, 0L).doubleValue());
            }
        }
        return outcomes;
    }

    /** The catalogue's id without what tells causes apart, so that there are as many as it has entries. */
    private static Map<List<String>, Double> failures(List<EnvironmentStatus> now) {
        Map<List<String>, Double> failures = new LinkedHashMap<>();
        for (EnvironmentStatus status : now) {
            Failure why = status.run() == null ? null : status.run().failure();
            if (why != null) {
                RemedyClass remedy = why.remedyClass() == null ? RemedyClass.UNKNOWN : why.remedyClass();
                failures.put(List.of(name(status), why.signature().id(), remedy.label()), 1.0);
            }
        }
        return failures;
    }

    private static Map<List<String>, Double> times(
            List<EnvironmentStatus> now, Function<EnvironmentStatus, @Nullable Instant> time) {
        return values(now, status -> {
            Instant at = time.apply(status);
            return at == null ? null : Series.seconds(at);
        });
    }

    private static Map<List<String>, Double> values(
            List<EnvironmentStatus> now, Function<EnvironmentStatus, @Nullable Double> value) {
        Map<List<String>, Double> values = new LinkedHashMap<>();
        for (EnvironmentStatus status : now) {
            Double one = value.apply(status);
            if (one != null) {
                values.put(List.of(name(status)), one);
            }
        }
        return values;
    }

    private static String name(EnvironmentStatus status) {
        return status.environment().value();
    }
}
