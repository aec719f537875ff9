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
import io.lamplighter.agent.probe.SmiDocument.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GPU of {@code nvidia-smi -q -x} in the words of NVIDIA's library; names of old drivers stand behind those of new.
 */
record SmiSample(Values values) {
    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)(?: ?(?:MiB|%|C|W|MHz|x))?");
    private static final double MIB = 1 << 20;
    private static final double MILLI = 1000;
    private static final int BUS_ID_LENGTH = 12;
    private static final int NOT_SUPPORTED = 3;
    private static final int UNKNOWN = 999;

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
        String bus = values.first("pci/pci_bus_id").orElse("").toLowerCase(Locale.ROOT);
        return new GpuState.Sampled(
                new GpuState.Identity(
                        index,
                        values.first("uuid").orElse(""),
                        values.first("product_name").orElse(""),
                        bus.length() > BUS_ID_LENGTH ? bus.substring(bus.length() - BUS_ID_LENGTH) : bus,
                        values.first("vbios_version").orElse(""),
                        null,
                        memory().map(Memory::total).value().orElse(null)),
                sample());
    }

    GpuSample sample() {
        return new GpuSample(
                memory(),
                number("utilization/gpu_util").map(Double::intValue),
                new Thermal(
                        number("temperature/gpu_temp").map(Double::intValue),
                        number("temperature/memory_temp").map(Double::intValue),
                        number("temperature/gpu_temp_slow_threshold").map(Double::intValue)),
                power(),
                clocks(),
                fans(),
                throttled(),
                errors(),
                pcie(),
                processes("C"),
                processes("G"),
                flag("Enabled", "mig_mode/current_mig"),
                instances(),
                flag("Enabled", "persistence_mode"),
                recovery());
    }

    private Answer<Memory> memory() {
        Double used = number("fb_memory_usage/used").value().orElse(null);
        Double reserved = number("fb_memory_usage/reserved").value().orElse(null);
        return used == null
                ? refused()
                : number("fb_memory_usage/total")
                        .map(total -> new Memory(bytes(total), reserved == null ? null : bytes(reserved), bytes(used)));
    }

    private static long bytes(double mib) {
        return (long) (mib * MIB);
    }

    /** What it has drawn is not printed. */
    private Power power() {
        return new Power(
                number(
                                "gpu_power_readings/power_draw",
                                "gpu_power_readings/instant_power_draw",
                                "gpu_power_readings/average_power_draw",
                                "power_readings/power_draw")
                        .map(watts -> (int) (watts * MILLI)),
                number(
                                "gpu_power_readings/current_power_limit",
                                "power_readings/enforced_power_limit",
                                "power_readings/power_limit")
                        .map(watts -> (int) (watts * MILLI)),
                refused());
    }

    private Map<Clock, Integer> clocks() {
        Map<Clock, Integer> clocks = new HashMap<>();
        CLOCKS.forEach(
                (clock, name) -> number("clocks/" + name).value().ifPresent(mhz -> clocks.put(clock, mhz.intValue())));
        return clocks;
    }

    private Map<Integer, Integer> fans() {
        return number("fan_speed")
                .value()
                .map(percent -> Map.of(0, percent.intValue()))
                .orElse(Map.of());
    }

    /** Since driver 530 they are events. */
    private Answer<Set<ClockReason>> throttled() {
        Set<ClockReason> active = new HashSet<>();
        int told = 0;
        for (Map.Entry<ClockReason, String> reason : REASONS.entrySet()) {
            Optional<Boolean> now = flag(
                            "Active",
                            "clocks_event_reasons/clocks_event_reason_" + reason.getValue(),
                            "clocks_throttle_reasons/clocks_throttle_reason_" + reason.getValue())
                    .value();
            told += now.isPresent() ? 1 : 0;
            if (now.orElse(false)) {
                active.add(reason.getKey());
            }
        }
        return told == 0 ? refused() : new Answer.Value<>(Set.copyOf(active));
    }

    private MemoryErrors errors() {
        return new MemoryErrors(
                flag("Enabled", "ecc_mode/current_ecc"),
                sum("ecc_errors/volatile/", "(?:sram|dram)_correctable.*|single_bit/total"),
                sum("ecc_errors/volatile/", "(?:sram|dram)_uncorrectable.*|double_bit/total"),
                sum("ecc_errors/aggregate/", "(?:sram|dram)_correctable.*|single_bit/total"),
                sum("ecc_errors/aggregate/", "(?:sram|dram)_uncorrectable.*|double_bit/total"),
                number("remapped_rows/remapped_row_corr")
                        .map(correctable -> new RemappedRows(
                                correctable.intValue(),
                                number("remapped_rows/remapped_row_unc")
                                        .value()
                                        .orElse(0.0)
                                        .intValue(),
                                yes("remapped_rows/remapped_row_pending"),
                                yes("remapped_rows/remapped_row_failure"))),
                number("retired_pages/multiple_single_bit_retirement/retired_count")
                        .map(Double::intValue),
                number("retired_pages/double_bit_retirement/retired_count").map(Double::intValue),
                flag("Yes", "retired_pages/pending_retirement", "retired_pages/pending_blacklist"));
    }

    private boolean yes(String path) {
        return flag("Yes", path).value().orElse(false);
    }

    /** Of all parts of the memory that are told; a part that is not has no errors that could be added. */
    private Answer<Long> sum(String below, String names) {
        Pattern name = Pattern.compile(Pattern.quote(below) + "(?:" + names + ")");
        List<Double> counts = new ArrayList<>();
        for (String path : values.all().keySet()) {
            if (name.matcher(path).matches()) {
                number(path).value().ifPresent(counts::add);
            }
        }
        return counts.isEmpty()
                ? refused()
                : new Answer.Value<>(
                        counts.stream().mapToLong(Double::longValue).sum());
    }

    private Pcie pcie() {
        String link = "pci/pci_gpu_link_info/";
        return new Pcie(
                number(link + "pcie_gen/current_link_gen").map(Double::intValue),
                number(link + "link_widths/current_link_width").map(Double::intValue),
                number(link + "pcie_gen/max_link_gen").map(Double::intValue),
                number(link + "link_widths/max_link_width").map(Double::intValue),
                number("pci/replay_counter").map(Double::longValue));
    }

    /** Those of a kind; one that computes and draws, {@code C+G}, is of both. */
    private Answer<List<GpuProcess>> processes(String kind) {
        if (values.first("processes").filter(SmiSample::isAbsent).isPresent()) {
            return refused();
        }
        List<String> pids = values.all("processes/process_info/pid");
        List<String> types = values.all("processes/process_info/type");
        List<String> memory = values.all("processes/process_info/used_memory");
        List<GpuProcess> processes = new ArrayList<>();
        for (int i = 0; i < pids.size() && i < types.size(); i++) {
            if (types.get(i).contains(kind) && pids.get(i).matches("\\d{1,18}")) {
                Long bytes = i < memory.size()
                        ? toNumber(memory.get(i)).map(mib -> (long) (mib * MIB)).orElse(null)
                        : null;
                processes.add(new GpuProcess(Long.parseLong(pids.get(i)), bytes));
            }
        }
        return new Answer.Value<>(List.copyOf(processes));
    }

    private List<String> instances() {
        List<String> uuids = values.all("mig_devices/mig_device/uuid");
        return uuids.isEmpty() ? values.all("mig_devices/mig_device/index") : uuids;
    }

    private Answer<RecoveryAction> recovery() {
        return values.first("gpu_recovery_action")
                .filter(text -> !isAbsent(text))
                .<Answer<RecoveryAction>>map(text -> new Answer.Value<>(
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "none" -> RecoveryAction.NONE;
                            case "reset", "gpu reset" -> RecoveryAction.GPU_RESET;
                            case "reboot", "node reboot" -> RecoveryAction.NODE_REBOOT;
                            case "drain p2p" -> RecoveryAction.DRAIN_P2P;
                            case "drain and reset" -> RecoveryAction.DRAIN_AND_RESET;
                            default -> RecoveryAction.OTHER;
                        }))
                .orElseGet(() -> flag("Yes", "gpu_reset_status/reset_required")
                        .map(required -> required ? RecoveryAction.GPU_RESET : RecoveryAction.NONE));
    }

    private Answer<Double> number(String... paths) {
        return read(SmiSample::toNumber, paths);
    }

    private Answer<Boolean> flag(String yes, String... paths) {
        return read(text -> Optional.of(text.equalsIgnoreCase(yes)), paths);
    }

    /** What is not there and what is said not to be there is the same; an error is none of both. */
    private <T> Answer<T> read(Function<String, Optional<T>> reader, String... paths) {
        Optional<String> text = values.first(paths);
        if (text.filter(said -> said.contains("Unknown Error")).isPresent()) {
            return new Answer.Refused<>(NvmlReturn.UNKNOWN, UNKNOWN);
        }
        return text.filter(said -> !isAbsent(said))
                .flatMap(reader)
                .<Answer<T>>map(Answer.Value::new)
                .orElseGet(SmiSample::refused);
    }

    private static Optional<Double> toNumber(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? Optional.of(Double.valueOf(number.group(1))) : Optional.empty();
    }

    private static boolean isAbsent(String text) {
        return text.matches("\\[?(?:N/A|Not Supported|Not Found|Insufficient Permissions)]?");
    }

    private static <T> Answer<T> refused() {
        return new Answer.Refused<>(NvmlReturn.NOT_SUPPORTED, NOT_SUPPORTED);
    }
}
