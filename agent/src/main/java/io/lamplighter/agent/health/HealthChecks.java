package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.health.HealthCheckRow.GpuJudge;
import io.lamplighter.agent.health.HealthCheckRow.Rule;
import io.lamplighter.api.machine.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every check that this agent makes, in the order in which people should read them. */
public final class HealthChecks {
    /**
     * Errors of GPU and driver, after the rules of public exporters; those of programs (13, 31, 43, 45) and what the
     * driver only records (63) are counted and no news.
     */
    public static final Set<Long> CRITICAL_XIDS = Set.of(48L, 62L, 64L, 74L, 79L, 94L, 95L, 119L, 120L);

    /** The rows; each is explained in {@code docs/reference/health-checks.md}, which is made of them. */
    public static final List<HealthCheckRow> ALL = List.of(
            driver(HealthCheck.DRIVER_NOT_LOADED, "no NVIDIA kernel module is loaded although there is a GPU"),
            driver(HealthCheck.DRIVER_VERSION_MISMATCH, "the loaded module and the driver's libraries differ"),
            new HealthCheckRow(
                    HealthCheck.DRIVER_MISMATCH_PENDING.id(),
                    "a newer driver is installed than is loaded, and the loaded one still works",
                    "reboot before the next job",
                    Severity.WARNING,
                    HealthLimits::atOnce,
                    new Rule.OfMachine(DriverRules::mismatchPending)),
            machine(
                    "driver.dkms_missing",
                    Severity.WARNING,
                    "the kernel that the next boot takes has no NVIDIA module",
                    "build it before the reboot: dkms autoinstall, or install the module's package for that kernel",
                    DriverRules::nextBoot),
            driver(HealthCheck.DRIVER_UNRESPONSIVE, "a call into the driver does not come back"),
            driver(HealthCheck.DRIVER_LIBRARY_MISSING, "the module is loaded, and libnvidia-ml or libcuda is missing"),
            machine(
                    HealthCheck.DRIVER_DENIED.id(),
                    Severity.WARNING,
                    "the agent, or the system for it, is refused the driver",
                    withoutSymptom(HealthCheck.DRIVER_DENIED),
                    evidence -> DriverRules.blockedBy(HealthCheck.DRIVER_DENIED, evidence)),
            machine(
                    "driver.upgrade_armed",
                    Severity.WARNING,
                    "unattended upgrades may replace the driver under running jobs",
                    "hold the packages: apt-mark hold, or name them in Unattended-Upgrade::Package-Blacklist",
                    HostRules::upgradeArmed),
            driver(HealthCheck.GPU_LOST, "a GPU that the bus or the driver had no longer answers"),
            driver(HealthCheck.GPU_RESET_REQUIRED, "the driver asks for a GPU to be reset"),
            machine(
                    HealthCheck.GPU_COUNT.id(),
                    Severity.CRITICAL,
                    "the bus, the driver and the last inventory do not count the same GPUs",
                    "if a card was taken out, moved or replaced, accept it: lamp machine accept-inventory MACHINE; else reboot",
                    DriverRules::count),
            gpu(
                    "gpu.xid",
                    Severity.CRITICAL,
                    "the driver reported a critical error of the GPU within a day",
                    "look at the kernel's log; 79 and 119 want a reboot, 48, 64, 94 and 95 mean its memory; 94 alone is a warning",
                    HealthLimits::atOnce,
                    GpuRules::xid),
            gpu(
                    "gpu.ecc_uncorrected",
                    Severity.CRITICAL,
                    "uncorrectable errors of its memory since the driver was loaded",
                    "reset the GPU; if they come again, replace it",
                    HealthLimits::atOnce,
                    GpuRules::uncorrected),
            gpu(
                    "gpu.row_remap_failed",
                    Severity.CRITICAL,
                    "a broken row of its memory could not be replaced",
                    "have the card replaced",
                    HealthLimits::atOnce,
                    GpuRules::remapFailed),
            gpu(
                    "gpu.row_remap_pending",
                    Severity.WARNING,
                    "a broken row of its memory is replaced with the next reset",
                    "reset the GPU, or reboot",
                    HealthLimits::atOnce,
                    GpuRules::remapPending),
            gpu(
                    "gpu.page_retirement_pending",
                    Severity.WARNING,
                    "broken pages of its memory are retired with the next reset",
                    "reset the GPU, or reboot",
                    HealthLimits::atOnce,
                    GpuRules::retirementPending),
            gpu(
                    "gpu.thermal_slowdown",
                    Severity.WARNING,
                    "the hardware holds its clocks back because it is hot",
                    "look at fans, filters and the air around it",
                    HealthLimits::throttledFor,
                    GpuRules::thermalSlowdown),
            gpu(
                    "gpu.power_brake",
                    Severity.WARNING,
                    "the hardware holds its clocks back because of its power supply",
                    "look at the power supply and its cables",
                    HealthLimits::throttledFor,
                    GpuRules::powerBrake),
            gpu(
                    "gpu.pcie_degraded",
                    Severity.WARNING,
                    "under load its link has fewer lanes than card and slot have",
                    "reseat the card",
                    HealthLimits::narrowFor,
                    GpuRules::pcieDegraded),
            gpu(
                    "gpu.fan",
                    Severity.WARNING,
                    "a fan stands still, or does not say its speed, although it is hot",
                    "look at the fan",
                    HealthLimits::fanStillFor,
                    GpuRules::fan),
            gpu(
                    "gpu.memory_held",
                    Severity.INFO,
                    "memory is in use and no process that uses it can be seen",
                    "look for processes in containers and for zombies; a reset gives it back",
                    HealthLimits::heldFor,
                    GpuRules::memoryHeld),
            gpu(
                    "gpu.persistence_off",
                    Severity.INFO,
                    "the driver unloads it when nobody uses it, and the next program waits for it to come back",
                    "enable nvidia-persistenced, unless the card should sleep to save power",
                    HealthLimits::atOnce,
                    GpuRules::persistence),
            machine(
                    "cuda.driver",
                    Severity.CRITICAL,
                    "a program cannot begin with CUDA although the driver answers",
                    "look whether /dev/nvidia-uvm is there (nvidia-modprobe -u) and may be opened, and whether the fabric manager runs; then reboot",
                    CudaRules::driver),
            environment(
                    "cuda.env",
                    Severity.CRITICAL,
                    "its framework did not compute on the GPUs when it was last verified",
                    "look at the driver first; lamp describe placement shows what each GPU said",
                    CudaRules::environment),
            environment(
                    "cuda.env_cpu_build",
                    Severity.CRITICAL,
                    "a build for the CPU stands where one for the GPUs was installed; a warning where an update would have put it there and was held back",
                    "let the agent install it anew (mode: enforce), or go back with lamp rollback; lamp explain names the builds for the GPUs and what excludes them",
                    CudaRules::cpuBuild),
            environment(
                    "cuda.driver_too_old",
                    Severity.CRITICAL,
                    "its framework was built for a CUDA that the driver does not run",
                    "install the newer driver again, or let the environment be planned anew: lamp explain says with what",
                    CudaRules::driverTooOld),
            environment(
                    "cuda.arch_unsupported",
                    Severity.CRITICAL,
                    "its framework has no code for a GPU of this machine",
                    "lamp explain names the newest build that has; or leave the card out with gpus in the manifest",
                    CudaRules::unsupported),
            machine(
                    "host.disk_for_update",
                    Severity.WARNING,
                    "there is no room to build another generation beside those that are there",
                    "remove what is not needed, or keep fewer generations: docs/guides/disk.md",
                    HostRules::diskForUpdate),
            machine(
                    "host.library_path",
                    Severity.WARNING,
                    "LD_LIBRARY_PATH is set for everybody, which gives wheels other libraries than they bring",
                    "set it in the modules or environments that need it",
                    HostRules::libraryPath));

    private HealthChecks() {}

    private static HealthCheckRow driver(HealthCheck check, String title) {
        Function<Evidence, Status> judge = evidence -> DriverRules.blockedBy(check, evidence);
        return machine(check.id(), Severity.CRITICAL, title, withoutSymptom(check), judge);
    }

    /** In the enum some remedies repeat what is wrong before a colon; a row has a title for that. */
    private static String withoutSymptom(HealthCheck check) {
        String remedy = check.remedy();
        int colon = remedy.indexOf(": ");
        return colon < 0 ? remedy : remedy.substring(colon + 2);
    }

    private static HealthCheckRow machine(
            String id, Severity severity, String title, String remedy, Function<Evidence, Status> judge) {
        return new HealthCheckRow(id, title, remedy, severity, HealthLimits::atOnce, new Rule.OfMachine(judge));
    }

    private static HealthCheckRow gpu(
            String id,
            Severity severity,
            String title,
            String remedy,
            Function<HealthLimits, Duration> hold,
            GpuJudge judge) {
        return new HealthCheckRow(id, title, remedy, severity, hold, new Rule.OfGpu(judge));
    }

    private static HealthCheckRow environment(
            String id,
            Severity severity,
            String title,
            String remedy,
            BiFunction<Evidence, EnvironmentStatus, Status> judge) {
        return new HealthCheckRow(id, title, remedy, severity, HealthLimits::atOnce, new Rule.OfEnvironment(judge));
    }
}
