package io.lamplighter.agent.nvml;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a GPU said of itself at one time, each thing for itself: what it does not say leaves the others alone.
 *
 * @param utilizationPercent of the time in which a kernel ran
 * @param fansPercent of their duty, by number; one that the GPU does not have is not here, one that fails is
 * @param throttled why clocks are not what they could be
 * @param instances of a partitioned GPU, their uuids; empty for a whole one
 */
public record GpuSample(
        Answer<Memory> memory,
        Answer<Integer> utilizationPercent,
        Thermal thermal,
        Power power,
        Map<Clock, Integer> clocksMhz,
        Map<Integer, Answer<Integer>> fansPercent,
        Answer<Set<ClockReason>> throttled,
        MemoryErrors errors,
        Pcie pcie,
        Answer<List<GpuProcess>> compute,
        Answer<List<GpuProcess>> graphics,
        Answer<Boolean> partitioned,
        List<String> instances,
        Answer<Boolean> persistence,
        Answer<RecoveryAction> recovery) {
    public GpuSample {
        clocksMhz = Map.copyOf(clocksMhz);
        fansPercent = Map.copyOf(fansPercent);
        instances = List.copyOf(instances);
    }

    /**
     * In bytes.
     *
     * @param reserved by the driver; absent where a library from before 510 counts it as used
     */
    public record Memory(long total, @Nullable Long reserved, long used) {}

    /** In degrees Celsius. */
    public record Thermal(Answer<Integer> core, Answer<Integer> memory, Answer<Integer> slowdown) {}

    /** In milliwatts, and millijoules since the driver was loaded. */
    public record Power(Answer<Integer> milliwatts, Answer<Integer> limitMilliwatts, Answer<Long> millijoules) {}

    /** What a clock is of, by {@code nvmlClockType}. */
    public enum Clock {
        GRAPHICS(0),
        SM(1),
        MEMORY(2),
        VIDEO(3);

        private final int number;

        Clock(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** Errors of the memory, and what became of where they were. */
    public record MemoryErrors(
            Answer<Boolean> ecc,
            Answer<Long> corrected,
            Answer<Long> uncorrected,
            Answer<Long> lifetimeCorrected,
            Answer<Long> lifetimeUncorrected,
            Answer<RemappedRows> remapped,
            Answer<Integer> retiredPagesSingleBit,
            Answer<Integer> retiredPagesDoubleBit,
            Answer<Boolean> retirementPending) {}

    /** From Ampere on, in place of retired pages. */
    public record RemappedRows(int correctable, int uncorrectable, boolean pending, boolean failed) {}

    /** The link as it is now; one without work is slower to save power. */
    public record Pcie(
            Answer<Integer> generation,
            Answer<Integer> width,
            Answer<Integer> maximumGeneration,
            Answer<Integer> maximumWidth,
            Answer<Long> replays) {}

    /**
     * A process on the GPU.
     *
     * @param bytes absent where it is not said, as under Windows' own driver model
     */
    public record GpuProcess(long pid, @Nullable Long bytes) {}

    /** Why clocks are held back, by the bits of {@code nvmlClocksEventReason}. */
    public enum ClockReason {
        IDLE(0x1),
        APPLICATION_CLOCKS(0x2),
        SW_POWER_CAP(0x4),
        HW_SLOWDOWN(0x8),
        SYNC_BOOST(0x10),
        SW_THERMAL(0x20),
        HW_THERMAL(0x40),
        HW_POWER_BRAKE(0x80),
        DISPLAY_CLOCKS(0x100);

        private final long bit;

        ClockReason(long bit) {
            this.bit = bit;
        }

        static Set<ClockReason> of(long bits) {
            return Stream.of(values())
                    .filter(reason -> (bits & reason.bit) != 0)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** What the driver wants done to a GPU, by {@code nvmlGpuRecoveryAction}. */
    public enum RecoveryAction {
        NONE(0),
        GPU_RESET(1),
        NODE_REBOOT(2),
        DRAIN_P2P(3),
        DRAIN_AND_RESET(4),
        RECOVER_IMEX_DOMAIN(5),
        BUS_RESET(6),
        SYSTEM_REBOOT(7),
        /** One that this table does not have. */
        OTHER(-1);

        private final int number;

        RecoveryAction(int number) {
            this.number = number;
        }

        static RecoveryAction of(long number) {
            return Stream.of(values())
                    .filter(action -> action.number == number)
                    .findFirst()
                    .orElse(OTHER);
        }
    }
}
