package io.lamplighter.agent.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.lamplighter.agent.nvml.Answer.NoFunction;
import io.lamplighter.agent.nvml.Answer.Refused;
import io.lamplighter.agent.nvml.Answer.Value;
import io.lamplighter.agent.nvml.GpuState.Identity;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.GpuState.Silent;
import io.lamplighter.agent.nvml.GpuState.Sleeping;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The library between init and shutdown, in which it holds the driver: as long as one lasts, the driver's module cannot
 * be unloaded. For the one thread that made it.
 */
final class NvmlSession {
    /** Neither fail without GPUs nor wake all of them: {@code NVML_INIT_FLAG_NO_GPUS}, {@code NO_ATTACH}. */
    private static final int INIT_FLAGS = 3;

    private static final int TEXT_BYTES = 96;
    private static final int EVENT_BYTES = 32;
    private static final long XID_EVENTS = 8;

    /** No driver keeps more; one that never says that there is no more must not hold the thread. */
    private static final int EVENTS = 256;

    private final NvmlLibrary library;
    private final Consumer<XidEvent> xids;
    private final Arena lifetime = Arena.ofConfined();
    private final Map<Integer, Known> known = new TreeMap<>();
    private final Map<Integer, Identity> namesBefore;
    private MemorySegment events = MemorySegment.NULL;

    private NvmlSession(NvmlLibrary library, Map<Integer, Identity> namesBefore, Consumer<XidEvent> xids) {
        this.library = library;
        this.namesBefore = namesBefore;
        this.xids = xids;
    }

    /**
     * Takes hold of the driver.
     *
     * @param namesBefore the GPUs of earlier sessions by their place, added to: one that is lost has a name from them
     */
    static Answer<NvmlSession> open(NvmlLibrary library, Map<Integer, Identity> namesBefore, Consumer<XidEvent> xids) {
        Answer<NvmlSession> opened = library.ask(
                        "nvmlInitWithFlags", () -> new NvmlSession(library, namesBefore, xids), INIT_FLAGS)
                .orOlder(() -> library.ask("nvmlInit_v2", () -> new NvmlSession(library, namesBefore, xids)));
        opened.value().ifPresent(NvmlSession::listen);
        return opened;
    }

    NvmlLibrary library() {
        return library;
    }

    /** Lets go of the driver. */
    void close() {
        if (!events.equals(MemorySegment.NULL)) {
            library.ask("nvmlEventSetFree", () -> true, events);
        }
        library.ask("nvmlShutdown", () -> true);
        lifetime.close();
    }

    NvmlReading read(Sleep sleep) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_INT);
            Answer<String> driver = version("nvmlSystemGetDriverVersion", arena);
            Answer<Integer> count = library.ask("nvmlDeviceGetCount_v2", () -> number.get(JAVA_INT, 0), number);
            return switch (driver) {
                case Value<String>(String version) ->
                    switch (count) {
                        case Value<Integer>(Integer gpus) -> read(version, gpus, sleep, arena);
                        case Refused<Integer>(NvmlReturn why, int code) ->
                            new NvmlReading.Failed("nvmlDeviceGetCount_v2", why, code);
                        case NoFunction<Integer>(String function) -> tooOld(function);
                    };
                case Refused<String>(NvmlReturn why, int code) ->
                    new NvmlReading.Failed("nvmlSystemGetDriverVersion", why, code);
                case NoFunction<String>(String function) -> tooOld(function);
            };
        }
    }

    static NvmlReading tooOld(String function) {
        return new NvmlReading.Failed(function, NvmlReturn.FUNCTION_NOT_FOUND, 13);
    }

    private NvmlReading read(String driver, int count, Sleep sleep, Arena arena) {
        MemorySegment number = arena.allocate(JAVA_INT);
        List<GpuState> gpus = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            gpus.add(gpu(index, sleep, arena));
        }
        drain(arena);
        return new NvmlReading.Read(
                driver,
                version("nvmlSystemGetNVMLVersion", arena)
                        .map(NvmlSession::withoutCuda)
                        .value()
                        .orElse(null),
                library.ask("nvmlSystemGetCudaDriverVersion_v2", () -> number.get(JAVA_INT, 0), number),
                gpus);
    }

    private Answer<String> version(String function, SegmentAllocator memory) {
        MemorySegment text = memory.allocate(TEXT_BYTES);
        return library.ask(function, () -> text.getString(0), text, TEXT_BYTES - 1);
    }

    /** {@code 13.580.95.05} is the library of driver 580.95.05, with the CUDA it was made with before it. */
    static String withoutCuda(String nvml) {
        String[] parts = nvml.split("\\.", 2);
        return parts.length == 2 && parts[0].length() < 3 && parts[1].contains(".") ? parts[1] : nvml;
    }

    private GpuState gpu(int index, Sleep sleep, Arena arena) {
        Identity met = namesBefore.get(index); // also where this session has not: it would wake what sleeps
        if (met != null && sleep.of(met.busId())) {
            return new Sleeping(met);
        }
        Known before = known.get(index);
        Answer<Known> now = before == null ? meet(index, arena) : new Value<>(before);
        return switch (now) {
            case Value<Known>(Known gpu) -> sample(gpu, arena);
            case Refused<Known>(NvmlReturn why, int code) -> new Silent(index, namesBefore.get(index), why, code);
            case NoFunction<Known> _ -> new Silent(index, namesBefore.get(index), NvmlReturn.FUNCTION_NOT_FOUND, 13);
        };
    }

    private GpuState sample(Known gpu, Arena arena) {
        Device device = new Device(library, gpu.handle, arena);
        GpuSample sample = new GpuReader(library, device, arena).sample();
        Refused<?> gone = device.gone();
        return gone == null
                ? new Sampled(gpu.identity, sample)
                : new Silent(gpu.identity.index(), gpu.identity, gone.why(), gone.code());
    }

    private Answer<Known> meet(int index, Arena arena) {
        MemorySegment out = arena.allocate(ADDRESS);
        Answer<MemorySegment> handle =
                library.ask("nvmlDeviceGetHandleByIndex_v2", () -> out.get(ADDRESS, 0), index, out);
        return switch (handle) {
            case Value<MemorySegment>(MemorySegment found) -> {
                Device device = new Device(library, found, arena);
                Answer<Known> met = device.text("nvmlDeviceGetUUID")
                        .map(uuid -> new Known(found, new GpuReader(library, device, arena).identity(index, uuid)));
                met.value().filter(_ -> device.gone() == null).ifPresent(gpu -> {
                    known.put(index, gpu);
                    namesBefore.put(index, gpu.identity);
                    listenTo(gpu);
                });
                yield met;
            }
            case Refused<MemorySegment>(NvmlReturn why, int code) -> new Refused<>(why, code);
            case NoFunction<MemorySegment>(String function) -> new NoFunction<>(function);
        };
    }

    private void listen() {
        MemorySegment out = lifetime.allocate(ADDRESS);
        events = library.ask("nvmlEventSetCreate", () -> out.get(ADDRESS, 0), out)
                .value()
                .orElse(MemorySegment.NULL);
    }

    /** What a GPU does not report is refused and stays unreported. */
    private void listenTo(Known gpu) {
        if (!events.equals(MemorySegment.NULL)) {
            library.ask("nvmlDeviceRegisterEvents", () -> true, gpu.handle, XID_EVENTS, events);
        }
    }

    /** What was reported since, without waiting for more. */
    private void drain(SegmentAllocator memory) {
        if (events.equals(MemorySegment.NULL)) {
            return;
        }
        MemorySegment event = memory.allocate(EVENT_BYTES, Long.BYTES);
        for (int i = 0; i < EVENTS; i++) {
            if (library.ask("nvmlEventSetWait_v2", () -> true, events, event, 0)
                    .value()
                    .isEmpty()) {
                return;
            }
            if (event.get(JAVA_LONG, 8) == XID_EVENTS) {
                MemorySegment of = event.get(ADDRESS, 0);
                long xid = event.get(JAVA_LONG, 16);
                known.values().stream()
                        .filter(gpu -> gpu.handle.address() == of.address())
                        .forEach(gpu -> xids.accept(new XidEvent(gpu.identity.uuid(), xid)));
            }
        }
    }

    /** A handle is good until the session ends. */
    private record Known(MemorySegment handle, Identity identity) {}
}
