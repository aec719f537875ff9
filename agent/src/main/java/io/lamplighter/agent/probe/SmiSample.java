package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.ClockReason;
import io.lamplighter.agent.nvml.GpuSample.GpuProcess;
import io.lamplighter.agent.nvml.GpuSample.Memory;
import io.lamplighter.agent.nvml.GpuSample.MemoryErrors;
import io.lamplighter.agent.nvml.GpuSample.Pcie;
import io.lamplighter.agent.nvml.GpuSample.Power;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuSample.Thermal;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReturn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One GPU of {@code nvidia-smi -q -x} in the words of NVIDIA's library; names of old drivers stand behind those of new.
 */
record SmiSample(SmiAnswers gpu) {
    private static final double MIB = 1 << 20;
    private static final double MILLI = 1000;
    private static final int BUS_ID_LENGTH = 12;

    private static final Map<ClockReason, String> REASONS = Map.of(
            ClockReason.IDLE, "gpu_idle",
            ClockReason.APPLICATION_CLOCKS, "applications_clocks_setting",
            ClockReason.SW_POWER_CAP, "sw_power_cap",
            ClockReason.HW_SLOWDOWN, "hw_slowdown",
            ClockReason.SYNC_BOOST, "sync_boost",
            ClockReason.SW_THERMAL, "sw_thermal_slowdown",
            ClockReason.HW_THERMAL, "hw_thermal_slowdown",
            ClockReason.HW_POWER_BRAKE, "hw_power_brake_slowdown",
            ClockReason.DISPLAY_CLOCKS, "display_clocks_setting");

    private static final Map<Clock, String> CLOCKS = Map.of(
            Clock.GRAPHICS,
            "graphics_clock",
            Clock.SM,
            "sm_clock",
            Clock.MEMORY,
            "mem_clock",
            Clock.VIDEO,
            "video_clock");

    GpuState state(int index) {
        String bus = gpu.text("pci/pci_bus_id").toLowerCase(Locale.ROOT);
        return new GpuState.Sampled(
                new GpuState.Identity(
                        index,
                        gpu.text("uuid"),
                        gpu.text("product_name"),
                        bus.length() > BUS_ID_LENGTH ? bus.substring(bus.length() - BUS_ID_LENGTH) : bus,
                        gpu.text("vbios_version"),
                        null,
                        memory().map(Memory::total).value().orElse(null)),
                sample());
    }

    GpuSample sample() {
        return new GpuSample(
                memory(),
                gpu.integer("utilization/gpu_util"),
                new Thermal(
                        gpu.integer("temperature/gpu_temp"),
                        gpu.integer("temperature/memory_temp"),
                        gpu.integer("temperature/gpu_temp_slow_threshold")),
                power(),
                clocks(),
                fans(),
                throttled(),
                errors(),
                pcie(),
                processes("C"),
                processes("G"),
                gpu.flag("Enabled", "mig_mode/current_mig"),
                instances(),
                gpu.flag("Enabled", "persistence_mode"),
                recovery());
    }

    private Answer<Memory> memory() {
        Double used = gpu.number("fb_memory_usage/used").value().orElse(null);
        Double reserved = gpu.number("fb_memory_usage/reserved").value().orElse(null);
        return used == null
                ? SmiAnswers.refused()
                : gpu.number("fb_memory_usage/total")
                        .map(total -> new Memory(bytes(total), reserved == null ? null : bytes(reserved), bytes(used)));
    }

    private static long bytes(double mib) {
        return (long) (mib * MIB);
    }

    /** What it has drawn is not printed. */
    private Power power() {
        return new Power(
                gpu.number(
                                "gpu_power_readings/power_draw",
                                "gpu_power_readings/instant_power_draw",
                                "gpu_power_readings/average_power_draw",
                                "power_readings/power_draw")
                        .map(watts -> (int) (watts * MILLI)),
                gpu.number(
                                "gpu_power_readings/current_power_limit",
                                "power_readings/enforced_power_limit",
                                "power_readings/power_limit")
                        .map(watts -> (int) (watts * MILLI)),
                SmiAnswers.refused());
    }

    private Map<Clock, Integer> clocks() {
        Map<Clock, Integer> clocks = new HashMap<>();
        CLOCKS.forEach((clock, name) ->
                gpu.number("clocks/" + name).value().ifPresent(mhz -> clocks.put(clock, mhz.intValue())));
        return clocks;
    }

    private Map<Integer, Answer<Integer>> fans() {
        Answer<Integer> fan = gpu.integer("fan_speed");
        return fan.isRefused(NvmlReturn.NOT_SUPPORTED) ? Map.of() : Map.of(0, fan);
    }

    /** Since driver 530 they are events. */
    private Answer<Set<ClockReason>> throttled() {
        Set<ClockReason> active = new HashSet<>();
        int told = 0;
        for (Map.Entry<ClockReason, String> reason : REASONS.entrySet()) {
            Optional<Boolean> now = gpu.flag(
                            "Active",
                            "clocks_event_reasons/clocks_event_reason_" + reason.getValue(),
                            "clocks_throttle_reasons/clocks_throttle_reason_" + reason.getValue())
                    .value();
            told += now.isPresent() ? 1 : 0;
            if (now.orElse(false)) {
                active.add(reason.getKey());
            }
        }
        return told == 0 ? SmiAnswers.refused() : new Answer.Value<>(Set.copyOf(active));
    }

    private MemoryErrors errors() {
        return new MemoryErrors(
                gpu.flag("Enabled", "ecc_mode/current_ecc"),
                gpu.sum("ecc_errors/volatile/", "(?:sram|dram)_correctable.*|single_bit/total"),
                gpu.sum("ecc_errors/volatile/", "(?:sram|dram)_uncorrectable.*|double_bit/total"),
                gpu.sum("ecc_errors/aggregate/", "(?:sram|dram)_correctable.*|single_bit/total"),
                gpu.sum("ecc_errors/aggregate/", "(?:sram|dram)_uncorrectable.*|double_bit/total"),
                gpu.number("remapped_rows/remapped_row_corr")
                        .map(correctable -> new RemappedRows(
                                correctable.intValue(),
                                gpu.number("remapped_rows/remapped_row_unc")
                                        .value()
                                        .orElse(0.0)
                                        .intValue(),
                                yes("remapped_rows/remapped_row_pending"),
                                yes("remapped_rows/remapped_row_failure"))),
                gpu.integer("retired_pages/multiple_single_bit_retirement/retired_count"),
                gpu.integer("retired_pages/double_bit_retirement/retired_count"),
                gpu.flag("Yes", "retired_pages/pending_retirement", "retired_pages/pending_blacklist"));
    }

    private boolean yes(String path) {
        return gpu.flag("Yes", path).value().orElse(false);
    }

    private Pcie pcie() {
        String link = "pci/pci_gpu_link_info/";
        return new Pcie(
                gpu.integer(link + "pcie_gen/current_link_gen"),
                gpu.integer(link + "link_widths/current_link_width"),
                gpu.integer(link + "pcie_gen/max_link_gen"),
                gpu.integer(link + "link_widths/max_link_width"),
                gpu.number("pci/replay_counter").map(Double::longValue));
    }

    /** Those of a kind; one that computes and draws, {@code C+G}, is of both. */
    private Answer<List<GpuProcess>> processes(String kind) {
        if (gpu.isRefused("processes")) {
            return SmiAnswers.refused();
        }
        List<String> pids = gpu.texts("processes/process_info/pid");
        List<String> types = gpu.texts("processes/process_info/type");
        List<String> memory = gpu.texts("processes/process_info/used_memory");
        List<GpuProcess> processes = new ArrayList<>();
        for (int i = 0; i < pids.size() && i < types.size(); i++) {
            if (types.get(i).contains(kind) && pids.get(i).matches("\\d{1,18}")) {
                Long bytes = i < memory.size()
                        ? SmiAnswers.toNumber(memory.get(i))
                                .map(mib -> (long) (mib * MIB))
                                .orElse(null)
                        : null;
                processes.add(new GpuProcess(Long.parseLong(pids.get(i)), bytes));
            }
        }
        return new Answer.Value<>(List.copyOf(processes));
    }

    private List<String> instances() {
        List<String> uuids = gpu.texts("mig_devices/mig_device/uuid");
        return uuids.isEmpty() ? gpu.texts("mig_devices/mig_device/index") : uuids;
    }

    private Answer<RecoveryAction> recovery() {
        Answer<RecoveryAction> action = gpu.read(text -> Optional.of(action(text)), "gpu_recovery_action");
        return action instanceof Answer.Value
                ? action
                : gpu.flag("Yes", "gpu_reset_status/reset_required")
                        .map(required -> required ? RecoveryAction.GPU_RESET : RecoveryAction.NONE);
    }

    private static RecoveryAction action(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> RecoveryAction.NONE;
            case "reset", "gpu reset" -> RecoveryAction.GPU_RESET;
            case "reboot", "node reboot" -> RecoveryAction.NODE_REBOOT;
            case "drain p2p" -> RecoveryAction.DRAIN_P2P;
            case "drain and reset" -> RecoveryAction.DRAIN_AND_RESET;
            default -> RecoveryAction.OTHER;
        };
    }
}
