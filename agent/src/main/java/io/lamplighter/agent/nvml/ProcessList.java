package io.lamplighter.agent.nvml;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.lamplighter.agent.nvml.Answer.Refused;
import io.lamplighter.agent.nvml.GpuSample.GpuProcess;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/** The processes on a GPU. There are as many as there are: the library is asked again until the room is enough. */
final class ProcessList {
    /** {@code NVML_VALUE_NOT_AVAILABLE}. */
    private static final long NOT_SAID = -1;

    private static final int SLACK = 16;
    private static final int ATTEMPTS = 4;
    private static final int OLD_BYTES = 16;
    private static final int BYTES = 24;

    private final Device device;
    private final SegmentAllocator memory;

    ProcessList(Device device, SegmentAllocator memory) {
        this.device = device;
        this.memory = memory;
    }

    /**
     * Asks in the newest form that the library has.
     *
     * @param function without its version: the two newest have the same form, the oldest another
     */
    Answer<List<GpuProcess>> read(String function) {
        return read(function + "_v3", BYTES)
                .orOlder(() -> read(function + "_v2", BYTES))
                .orOlder(() -> read(function, OLD_BYTES));
    }

    private Answer<List<GpuProcess>> read(String function, int bytes) {
        MemorySegment count = memory.allocate(JAVA_INT);
        int room = SLACK;
        Answer<List<GpuProcess>> answer = new Refused<>(NvmlReturn.INSUFFICIENT_SIZE, 7);
        for (int i = 0; i < ATTEMPTS && answer.isRefused(NvmlReturn.INSUFFICIENT_SIZE); i++) {
            MemorySegment processes = memory.allocate((long) room * bytes, Long.BYTES);
            count.set(JAVA_INT, 0, room);
            answer = device.ask(function, () -> list(count, processes, bytes), device.handle(), count, processes);
            room = count.get(JAVA_INT, 0) + SLACK;
        }
        return answer;
    }

    private static List<GpuProcess> list(MemorySegment count, MemorySegment processes, int bytes) {
        List<GpuProcess> list = new ArrayList<>();
        for (int i = 0; i < count.get(JAVA_INT, 0); i++) {
            long start = (long) i * bytes;
            long used = processes.get(JAVA_LONG, start + 8);
            list.add(new GpuProcess(
                    Integer.toUnsignedLong(processes.get(JAVA_INT, start)), used == NOT_SAID ? null : used));
        }
        return List.copyOf(list);
    }
}
