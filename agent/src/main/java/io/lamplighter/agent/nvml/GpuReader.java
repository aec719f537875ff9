package io.lamplighter.agent.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.lamplighter.agent.nvml.Answer.NoFunction;
import io.lamplighter.agent.nvml.Answer.Refused;
import io.lamplighter.agent.nvml.Answer.Value;
import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.ClockReason;
import io.lamplighter.agent.nvml.GpuSample.Memory;
import io.lamplighter.agent.nvml.GpuSample.MemoryErrors;
import io.lamplighter.agent.nvml.GpuSample.Pcie;
import io.lamplighter.agent.nvml.GpuSample.Power;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuSample.Thermal;
import io.lamplighter.agent.nvml.GpuState.Identity;
import io.lamplighter.api.machine.ComputeCapability;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that is asked of a GPU; layouts and numbers are those of {@code nvml.h} 13.3. */
final class GpuReader {
    private static final int MEMORY_V2_BYTES = 40;
    private static final int TEMPERATURE_BYTES = 12;
    private static final int SLOWDOWN_THRESHOLD = 1;
    private static final int CORRECTED = 0;
    private static final int UNCORRECTED = 1;
    private static final int SINCE_LOADED = 0;
    private static final int LIFETIME = 1;
    private static final int MEMORY_TEMPERATURE_FIELD = 82;
    private static final int RECOVERY_ACTION_FIELD = 230;

    /** In a text for the bus the library has eight digits for the domain, sysfs four. */
    private static final int BUS_ID_LENGTH = 12;

    private final NvmlLibrary library;
    private final Device device;
    private final SegmentAllocator memory;

    GpuReader(NvmlLibrary library, Device device, SegmentAllocator memory) {
        this.library = library;
        this.device = device;
        this.memory = memory;
    }

    /** What it is; its id is known. */
    Identity identity(int index, String uuid) {
        return new Identity(
                index,
                uuid,
                device.text("nvmlDeviceGetName").value().orElse(""),
                busId(),
                device.text("nvmlDeviceGetVbiosVersion").value().orElse(""),
                device.numbers("nvmlDeviceGetCudaComputeCapability", 2)
                        .map(pair -> new ComputeCapability(pair.get(JAVA_INT, 0), pair.get(JAVA_INT, 4)))
                        .value()
                        .orElse(null),
                memory().map(Memory::total).value().orElse(null));
    }

    private String busId() {
        String said = device.structure("nvmlDeviceGetPciInfo_v3")
                .map(pci -> pci.getString(36))
                .value()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return said.length() > BUS_ID_LENGTH ? said.substring(said.length() - BUS_ID_LENGTH) : said;
    }

    GpuSample sample() {
        ProcessList processes = new ProcessList(device, memory);
        Answer<Boolean> partitioned = device.numbers("nvmlDeviceGetMigMode", 2).map(mode -> mode.get(JAVA_INT, 0) == 1);
        return new GpuSample(
                memory(),
                device.structure("nvmlDeviceGetUtilizationRates").map(rates -> rates.get(JAVA_INT, 0)),
                thermal(),
                new Power(
                        device.number("nvmlDeviceGetPowerUsage"),
                        device.number("nvmlDeviceGetEnforcedPowerLimit"),
                        device.large("nvmlDeviceGetTotalEnergyConsumption")),
                clocks(),
                fans(),
                device.large("nvmlDeviceGetCurrentClocksEventReasons")
                        .orOlder(() -> device.large("nvmlDeviceGetCurrentClocksThrottleReasons"))
                        .map(ClockReason::of),
                errors(),
                pcie(),
                processes.read("nvmlDeviceGetComputeRunningProcesses"),
                processes.read("nvmlDeviceGetGraphicsRunningProcesses"),
                partitioned,
                partitioned.value().orElse(false) ? instances() : List.of(),
                device.flag("nvmlDeviceGetPersistenceMode"),
                device.field(RECOVERY_ACTION_FIELD).map(RecoveryAction::of));
    }

    private Answer<Memory> memory() {
        return device.structure("nvmlDeviceGetMemoryInfo_v2", MEMORY_V2_BYTES, 2)
                .map(bytes -> new Memory(bytes.get(JAVA_LONG, 8), bytes.get(JAVA_LONG, 16), bytes.get(JAVA_LONG, 32)))
                .orOlder(() -> device.structure("nvmlDeviceGetMemoryInfo")
                        .map(bytes -> new Memory(bytes.get(JAVA_LONG, 0), null, bytes.get(JAVA_LONG, 16))));
    }

    private Thermal thermal() {
        return new Thermal(
                device.structure("nvmlDeviceGetTemperatureV", TEMPERATURE_BYTES, 1)
                        .map(structure -> structure.get(JAVA_INT, 8))
                        .orOlder(() -> device.number("nvmlDeviceGetTemperature", 0)),
                device.field(MEMORY_TEMPERATURE_FIELD).map(Long::intValue),
                device.number("nvmlDeviceGetTemperatureThreshold", SLOWDOWN_THRESHOLD));
    }

    private Map<Clock, Integer> clocks() {
        Map<Clock, Integer> clocks = new HashMap<>();
        for (Clock clock : Clock.values()) {
            device.number("nvmlDeviceGetClockInfo", clock.number()).value().ifPresent(mhz -> clocks.put(clock, mhz));
        }
        return clocks;
    }

    /** Whatever keeps fans from being counted keeps the first from being read. */
    private Map<Integer, Answer<Integer>> fans() {
        Map<Integer, Answer<Integer>> fans = new HashMap<>();
        switch (device.number("nvmlDeviceGetNumFans")) {
            case Value<Integer>(Integer count) -> {
                for (int fan = 0; fan < count; fan++) {
                    fans.put(fan, device.number("nvmlDeviceGetFanSpeed_v2", fan));
                }
            }
            case Refused<Integer> refused -> fans.put(0, refused);
            case NoFunction<Integer> _ -> fans.put(0, device.number("nvmlDeviceGetFanSpeed"));
        }
        fans.values().removeIf(fan -> fan instanceof NoFunction || fan.isRefused(NvmlReturn.NOT_SUPPORTED));
        return fans;
    }

    private MemoryErrors errors() {
        return new MemoryErrors(
                device.numbers("nvmlDeviceGetEccMode", 2).map(mode -> mode.get(JAVA_INT, 0) == 1),
                ecc(CORRECTED, SINCE_LOADED),
                ecc(UNCORRECTED, SINCE_LOADED),
                ecc(CORRECTED, LIFETIME),
                ecc(UNCORRECTED, LIFETIME),
                device.numbers("nvmlDeviceGetRemappedRows", 4)
                        .map(rows -> new RemappedRows(
                                rows.get(JAVA_INT, 0),
                                rows.get(JAVA_INT, 4),
                                rows.get(JAVA_INT, 8) != 0,
                                rows.get(JAVA_INT, 12) != 0)),
                retiredPages(0),
                retiredPages(1),
                device.flag("nvmlDeviceGetRetiredPagesPendingStatus"));
    }

    private Answer<Long> ecc(int type, int counter) {
        return device.ask(
                "nvmlDeviceGetTotalEccErrors",
                () -> device.out().get(JAVA_LONG, 0),
                device.handle(),
                type,
                counter,
                device.out());
    }

    /** Only how many: with no room the library says so and refuses the rest. */
    private Answer<Integer> retiredPages(int cause) {
        MemorySegment count = device.out();
        count.set(JAVA_INT, 0, 0);
        Answer<Integer> answer = device.ask(
                "nvmlDeviceGetRetiredPages_v2",
                () -> count.get(JAVA_INT, 0),
                device.handle(),
                cause,
                count,
                MemorySegment.NULL,
                MemorySegment.NULL);
        return answer.isRefused(NvmlReturn.INSUFFICIENT_SIZE) ? new Answer.Value<>(count.get(JAVA_INT, 0)) : answer;
    }

    private Pcie pcie() {
        return new Pcie(
                device.number("nvmlDeviceGetCurrPcieLinkGeneration"),
                device.number("nvmlDeviceGetCurrPcieLinkWidth"),
                device.number("nvmlDeviceGetMaxPcieLinkGeneration"),
                device.number("nvmlDeviceGetMaxPcieLinkWidth"),
                device.number("nvmlDeviceGetPcieReplayCounter").map(Integer::toUnsignedLong));
    }

    /** Places without an instance are passed over. */
    private List<String> instances() {
        List<String> uuids = new ArrayList<>();
        int places = device.number("nvmlDeviceGetMaxMigDeviceCount").value().orElse(0);
        for (int place = 0; place < places; place++) {
            device.ask(
                            "nvmlDeviceGetMigDeviceHandleByIndex",
                            () -> device.out().get(ADDRESS, 0),
                            device.handle(),
                            place,
                            device.out())
                    .value()
                    .flatMap(handle -> new Device(library, handle, memory)
                            .text("nvmlDeviceGetUUID")
                            .value())
                    .ifPresent(uuids::add);
        }
        return uuids;
    }
}
