package io.lamplighter.controller.checkin;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.name.MachineName;
import java.util.List;
import java.util.stream.Stream;

/** What became of a machine's GPUs from one reading of its facts to the next. */
final class GpuNews {
    private static final String LOST_REMEDY = "look at the kernel's log for Xid 79 and \"fallen off the bus\"; a reboot"
            + " brings the card back or shows that it must be reseated";

    private GpuNews() {}

    /**
     * Only a driver that answers can say that a GPU is gone: of one that does not, and of one that does again, the
     * driver is the news.
     */
    static List<Happening> between(MachineName machine, MachineFacts before, MachineFacts after) {
        Stream<Happening> driver = driver(machine, before.driver(), after.driver());
        if (!(after.driver() instanceof CudaState.Working)) {
            return driver.toList();
        }
        Stream<Happening> lost = before.gpus().stream()
                .filter(gpu -> isMissing(gpu, after) && !isLent(gpu, before))
                .map(gpu -> gone(machine, gpu));
        Stream<Happening> found = after.gpus().stream()
                .filter(gpu -> !(before.driver() instanceof CudaState.Blocked) && isMissing(gpu, before))
                .map(gpu -> Happening.on(machine, EventReason.GPU_FOUND, gpu.model())
                        .changing(null, gpu.uuid()));
        return Stream.of(driver, lost, found).flatMap(news -> news).toList();
    }

    private static Stream<Happening> driver(MachineName machine, CudaState before, CudaState after) {
        if (after instanceof CudaState.Blocked blocked && !sameTrouble(before, blocked)) {
            return Stream.of(Happening.on(
                    machine,
                    EventReason.DRIVER_BLOCKED,
                    CudaState.idOf(blocked) + (blocked.reason() == null ? "" : ": " + blocked.reason())));
        }
        return before instanceof CudaState.Blocked && after instanceof CudaState.Working working
                ? Stream.of(Happening.on(machine, EventReason.DRIVER_WORKING, "driver " + working.version()))
                : Stream.empty();
    }

    private static boolean sameTrouble(CudaState before, CudaState.Blocked after) {
        return before instanceof CudaState.Blocked known
                && CudaState.idOf(known).equals(CudaState.idOf(after));
    }

    /** Under Windows, and in a virtual machine, a GPU gets another id without having gone. */
    private static boolean isLent(Gpu gpu, MachineFacts facts) {
        return facts.driver() instanceof CudaState.Wsl || gpu.slice() == Slice.VGPU;
    }

    private static boolean isMissing(Gpu gpu, MachineFacts facts) {
        return facts.gpus().stream().noneMatch(other -> other.uuid().equals(gpu.uuid()));
    }

    private static Happening gone(MachineName machine, Gpu gpu) {
        return new Happening(EventReason.GPU_LOST, machine, null, gpu.uuid(), null, null, LOST_REMEDY, gpu.model());
    }
}
