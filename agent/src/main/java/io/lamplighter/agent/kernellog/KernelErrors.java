package io.lamplighter.agent.kernellog;

import io.lamplighter.agent.kernellog.KernelEvent.FellOffBus;
import io.lamplighter.agent.kernellog.KernelEvent.Named;
import io.lamplighter.agent.kernellog.KernelEvent.Xid;
import io.lamplighter.agent.nvml.XidEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Turns what the kernel says into errors of GPUs. One that fell off the bus counts as Xid 79, once, whether the kernel
 * gives it that number or none.
 */
final class KernelErrors {
    private static final long OFF_THE_BUS = 79;

    private final NvidiaLines lines = new NvidiaLines();
    private final Map<String, String> named = new HashMap<>();
    private final Set<String> fallen = new HashSet<>();
    private final UnaryOperator<String> uuids;

    /** @param uuids the GPU at an address as it is known otherwise, or the address itself */
    KernelErrors(UnaryOperator<String> uuids) {
        this.uuids = uuids;
    }

    /** Empty where a line tells of no error. */
    Optional<XidEvent> read(String line) {
        Optional<KernelEvent> event = lines.read(line);
        return event.isEmpty()
                ? Optional.empty()
                : switch (event.get()) {
                    case Named(String address, String uuid) -> {
                        named.put(address, uuid);
                        fallen.remove(address); // it is said again when its driver takes it anew
                        yield Optional.empty();
                    }
                    case Xid(String address, long xid) -> {
                        if (xid == OFF_THE_BUS) {
                            fallen.add(address);
                        }
                        yield Optional.of(event(address, xid));
                    }
                    case FellOffBus(String address) ->
                        fallen.add(address) ? Optional.of(event(address, OFF_THE_BUS)) : Optional.empty();
                };
    }

    private XidEvent event(String address, long xid) {
        String uuid = named.get(address);
        return new XidEvent(uuid == null ? uuids.apply(address) : uuid, xid);
    }
}
