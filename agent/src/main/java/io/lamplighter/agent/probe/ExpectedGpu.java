package io.lamplighter.agent.probe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A GPU that this machine should have.
 *
 * @param key its uuid
 * @param model as the driver names it
 * @param busId {@code 0000:01:00.0}; empty where it was not said
 * @param replacedBy the uuid of the one that is in its place now; absent while it is here, and where it is missed
 */
public record ExpectedGpu(
        String key, String model, String busId, @Nullable String replacedBy) {
    static ExpectedGpu of(ListedGpu gpu) {
        return new ExpectedGpu(gpu.gpu().uuid(), gpu.gpu().model(), gpu.busId(), null);
    }

    /** Whether it is the machine's own: a host lends virtual ones, and another one each time. */
    static boolean isOwn(ListedGpu gpu) {
        return gpu.gpu().slice() == null || gpu.gpu().slice() == Slice.MIG;
    }

    /** Whether another one has its place, so that the machine has as many as before. */
    @JsonIgnore
    public boolean isReplaced() {
        return replacedBy != null;
    }

    ExpectedGpu replacedBy(String uuid) {
        return new ExpectedGpu(key, model, busId, uuid);
    }

    /** For people. */
    public String text() {
        return model + (busId.isEmpty() ? "" : " at " + busId) + " (" + key + ")";
    }
}
