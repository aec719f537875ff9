package io.lamplighter.agent.metrics;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toMap;

import io.lamplighter.agent.health.Finding;
import io.lamplighter.agent.health.Severity;
import io.lamplighter.agent.health.Status;
import io.lamplighter.agent.nvml.GpuState.Silent;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.probe.CudaTrial;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.api.machine.CudaState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/** How the machine stands by its health checks. A check of GPUs is as the worst of them. */
final class HealthMetrics implements Binder {
    private static final List<String> STATUSES = List.of("ok", "warn", "fail", "unknown", "not_applicable");

    private final Supplier<List<Finding>> findings;
    private final Supplier<Optional<NvmlReading>> gpus;
    private final Supplier<Optional<NvidiaReading>> driver;
    private final Supplier<Optional<CudaTrial>> trial;
    private final Supplier<Optional<HostSigns>> host;
    private final Series checks;
    private final Series healthy;
    private final Series reboot;
    private final Series cuda;

    HealthMetrics(
            Page page,
            Supplier<List<Finding>> findings,
            Supplier<Optional<NvmlReading>> gpus,
            Supplier<Optional<NvidiaReading>> driver,
            Supplier<Optional<CudaTrial>> trial,
            Supplier<Optional<HostSigns>> host) {
        this.findings = findings;
        this.gpus = gpus;
        this.driver = driver;
        this.trial = trial;
        this.host = host;
        checks = Series.gauge(
                page,
                "lamplighter_check_status",
                "State of each health check, one series a state; unknown is a state.",
                "check",
                "status");
        healthy = Series.gauge(
                page, "lamplighter_gpu_healthy", "Whether every enabled check passes on this GPU.", "uuid");
        reboot = Series.gauge(
                page,
                "lamplighter_reboot_required",
                "Host needs a reboot to load the installed driver or kernel.",
                "reason");
        cuda = Series.gauge(page, "lamplighter_cuda_available", "Whether CUDA can be used, by layer.", "layer");
    }

    @Override
    public void show() {
        List<Finding> now = findings.get();
        Map<List<String>, Double> states = new LinkedHashMap<>();
        worst(now)
                .forEach((check, status) -> STATUSES.forEach(
                        each -> states.put(List.of(check, each), each.equals(status.label()) ? 1.0 : 0.0)));
        checks.show(states);
        healthy.show(health(now));
        reboot.show(reboots());
        cuda.show(layers());
    }

    private static Map<String, Status> worst(List<Finding> findings) {
        return findings.stream()
                .collect(toMap(
                        finding -> finding.check().id(),
                        Finding::status,
                        BinaryOperator.maxBy(comparingInt(Status::weight))));
    }

    /** One that answers nothing is not healthy; one of which nothing is known is not shown. */
    private Map<List<String>, Double> health(List<Finding> findings) {
        Map<List<String>, Double> health = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.gpu().isPresent() && finding.check().severity() != Severity.INFO) {
                List<String> gpu = List.of(finding.gpu().get());
                if (finding.status().isProblem()) {
                    health.put(gpu, 0.0);
                } else if (finding.status() instanceof Status.Ok) {
                    health.putIfAbsent(gpu, 1.0);
                }
            }
        }
        if (gpus.get().orElse(null) instanceof NvmlReading.Read read) {
            for (var state : read.gpus()) {
                if (state instanceof Silent silent && silent.gpu() != null) {
                    health.put(List.of(silent.gpu().uuid()), 0.0);
                }
            }
        }
        return health;
    }

    private Map<List<String>, Double> reboots() {
        Map<List<String>, Double> reboots = new LinkedHashMap<>();
        driver.get().ifPresent(reading -> {
            switch (reading.driver()) {
                case CudaState.RebootPending _, CudaState.VersionMismatch _ -> reboots.put(List.of("driver"), 1.0);
                case CudaState.Working _ -> reboots.put(List.of("driver"), 0.0);
                case CudaState.Blocked _, CudaState.Absent _, CudaState.OtherVendor _ -> {}
            }
        });
        host.get().ifPresent(signs -> reboots.put(List.of("kernel"), signs.rebootRequired() ? 1.0 : 0.0));
        return reboots;
    }

    private Map<List<String>, Double> layers() {
        Map<List<String>, Double> layers = new LinkedHashMap<>();
        List<String> layer = List.of("driver");
        driver.get().ifPresent(reading -> {
            switch (reading.driver()) {
                case CudaState.Working _ -> layers.put(layer, 1.0);
                case CudaState.Unknown _ -> {}
                case CudaState.Blocked _, CudaState.Absent _, CudaState.OtherVendor _ -> layers.put(layer, 0.0);
            }
        });
        trial.get()
                .ifPresent(now -> layers.put(
                        List.of("runtime"), now instanceof CudaTrial.Ready ready && ready.devices() > 0 ? 1.0 : 0.0));
        return layers;
    }
}
