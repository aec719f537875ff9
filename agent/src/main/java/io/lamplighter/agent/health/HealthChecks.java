package io.lamplighter.agent.health;

import io.lamplighter.agent.health.HealthCheckRow.GpuJudge;
import io.lamplighter.agent.health.HealthCheckRow.Rule;
import io.lamplighter.api.machine.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Every check that this agent makes, in the order in which people should read them. */
public final class HealthChecks {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** The rows; each is explained in {@code docs/reference/health-checks.md}, which is made of them. */
    public static final List<HealthCheckRow> ALL = List.of(
            driver(HealthCheck.DRIVER_NOT_LOADED, "no NVIDIA kernel module is loaded although there is a GPU"),
            driver(HealthCheck.DRIVER_VERSION_MISMATCH, "the loaded module and the driver's libraries differ"),
            new HealthCheckRow(
                    HealthCheck.DRIVER_MISMATCH_PENDING.id(),
                    "a newer driver is installed than is loaded, and the loaded one still works",
                    "reboot before the next job",
                    AT_ONCE,
                    new Rule.OfMachine(DriverRules::mismatchPending)),
            machine(
                    "driver.dkms_missing",
                    "the kernel that the next boot takes has no NVIDIA module",
                    "build it before the reboot: dkms autoinstall, or install the module's package for that kernel",
                    DriverRules::nextBoot),
            driver(HealthCheck.DRIVER_UNRESPONSIVE, "a call into the driver does not come back"),
            driver(HealthCheck.DRIVER_LIBRARY_MISSING, "the module is loaded, and libnvidia-ml or libcuda is missing"),
            driver(HealthCheck.DRIVER_DENIED, "the agent, or the system for it, is refused the driver"),
            machine(
                    "driver.upgrade_armed",
                    "unattended upgrades may replace the driver under running jobs",
                    "hold the packages: apt-mark hold, or name them in Unattended-Upgrade::Package-Blacklist",
                    HostRules::upgradeArmed),
            driver(HealthCheck.GPU_LOST, "a GPU that the bus or the driver had no longer answers"),
            driver(HealthCheck.GPU_RESET_REQUIRED, "the driver asks for a GPU to be reset"),
            machine(
                    HealthCheck.GPU_COUNT.id(),
                    "the bus, the driver and the last inventory do not count the same GPUs",
                    "reboot; if a card was taken out, restart the agent",
                    DriverRules::count),
            gpu(
                    "gpu.xid",
                    "the driver reported a critical error of the GPU within a day",
                    "look at the kernel's log; 79 and 119 want a reboot, 48, 63, 64, 94 and 95 mean its memory",
                    AT_ONCE,
                    GpuRules::xid),
            gpu(
                    "gpu.ecc_uncorrected",
                    "uncorrectable errors of its memory since the driver was loaded",
                    "reset the GPU; if they come again, replace it",
                    AT_ONCE,
                    GpuRules::uncorrected),
            gpu(
                    "gpu.row_remap_failed",
                    "a broken row of its memory could not be replaced",
                    "have the card replaced",
                    AT_ONCE,
                    GpuRules::remapFailed),
            gpu(
                    "gpu.row_remap_pending",
                    "a broken row of its memory is replaced with the next reset",
                    "reset the GPU, or reboot",
                    AT_ONCE,
                    GpuRules::remapPending),
            gpu(
                    "gpu.page_retirement_pending",
                    "broken pages of its memory are retired with the next reset",
                    "reset the GPU, or reboot",
                    AT_ONCE,
                    GpuRules::retirementPending),
            gpu(
                    "gpu.thermal_slowdown",
                    "the hardware holds its clocks back because it is hot",
                    "look at fans, filters and the air around it",
                    FIVE_MINUTES,
                    GpuRules::thermalSlowdown),
            gpu(
                    "gpu.power_brake",
                    "the hardware holds its clocks back because of its power supply",
                    "look at the power supply and its cables",
                    FIVE_MINUTES,
                    GpuRules::powerBrake),
            gpu(
                    "gpu.pcie_degraded",
                    "under load its link has fewer lanes than card and slot have",
                    "reseat the card",
                    FIVE_MINUTES,
                    GpuRules::pcieDegraded),
            gpu(
                    "gpu.fan",
                    "a fan stands still although it is hot",
                    "look at the fan",
                    Duration.ofMinutes(1),
                    GpuRules::fan),
            gpu(
                    "gpu.memory_held",
                    "memory is in use and no process that uses it can be seen",
                    "look for processes in containers and for zombies; a reset gives it back",
                    Duration.ofMinutes(10),
                    GpuRules::memoryHeld),
            machine(
                    "host.library_path",
                    "LD_LIBRARY_PATH is set for everybody, which gives wheels other libraries than they bring",
                    "set it in the modules or environments that need it",
                    HostRules::libraryPath));

    private HealthChecks() {}

    private static HealthCheckRow driver(HealthCheck check, String title) {
        Function<Evidence, Status> judge = evidence -> DriverRules.blockedBy(check, evidence);
        return machine(check.id(), title, withoutSymptom(check), judge);
    }

    /** In the enum some remedies repeat what is wrong before a colon; a row has a title for that. */
    private static String withoutSymptom(HealthCheck check) {
        String remedy = check.remedy();
        int colon = remedy.indexOf(": ");
        return colon < 0 ? remedy : remedy.substring(colon + 2);
    }

    private static HealthCheckRow machine(String id, String title, String remedy, Function<Evidence, Status> judge) {
        return new HealthCheckRow(id, title, remedy, AT_ONCE, new Rule.OfMachine(judge));
    }

    private static HealthCheckRow gpu(String id, String title, String remedy, Duration hold, GpuJudge judge) {
        return new HealthCheckRow(id, title, remedy, hold, new Rule.OfGpu(judge));
    }
}
