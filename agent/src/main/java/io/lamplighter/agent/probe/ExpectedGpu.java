package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;

/**
 * A GPU that this machine should have.
 *
 * @param key its uuid; its address on the bus where only a part of it is the machine's, for such parts get new uuids
 * @param model as the driver names it
 * @param busId {@code 0000:01:00.0}; empty where it was not said
 */
public record ExpectedGpu(String key, String model, String busId) {
    static ExpectedGpu of(ListedGpu gpu) {
        boolean whole = gpu.gpu().slice() == null || gpu.busId().isEmpty();
        return new ExpectedGpu(whole ? gpu.gpu().uuid() : gpu.busId(), gpu.gpu().model(), gpu.busId());
    }

    /** For people. */
    public String text() {
        return model + (busId.isEmpty() ? "" : " at " + busId) + " (" + key + ")";
    }
}
