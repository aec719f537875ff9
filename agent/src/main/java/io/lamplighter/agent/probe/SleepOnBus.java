package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.Sleep;
import java.io.IOException;
import java.nio.file.Path;

/** By the bus; what it does not say is awake. */
record SleepOnBus(Path root) implements Sleep {
    @Override
    public boolean ofAll() {
        return bus().asleep();
    }

    @Override
    public boolean of(String busId) {
        return bus().ofNvidia().stream().anyMatch(device -> device.address().equals(busId) && device.suspended());
    }

    private PciBus bus() {
        try {
            return PciBus.read(root);
        } catch (IOException _) {
            return PciBus.NONE;
        }
    }
}
