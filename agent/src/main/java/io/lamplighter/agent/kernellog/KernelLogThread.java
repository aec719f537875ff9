package io.lamplighter.agent.kernellog;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.process.ProcessGroups;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Follows {@code /dev/kmsg} on a platform thread of its own, which waits in the kernel until something is written.
 * Where the agent's account may not read it, NVIDIA's library alone tells of errors.
 */
@Singleton
final class KernelLogThread {
    private static final Logger LOG = Logger.getLogger(KernelLogThread.class);
    private static final Path DEVICE = Path.of("/dev/kmsg");
    private static final Path UPTIME = Path.of("/proc/uptime");

    private final Layout layout;
    private final Inventory inventory;
    private final XidCounts counts;
    private final InstantSource clock;

    KernelLogThread(Layout layout, Inventory inventory, XidCounts counts, InstantSource clock) {
        this.layout = layout;
        this.inventory = inventory;
        this.counts = counts;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        if (Files.isReadable(DEVICE)) {
            Thread.ofPlatform().daemon().name("kernel-log").start(this::follow);
        }
    }

    private void follow() {
        try (KernelRecords records = new KmsgDevice(DEVICE)) {
            counts.leaveToKernelLog();
            new KernelLog(
                            new ProcessGroups().bootId(),
                            bootedAt(clock.instant(), Files.readString(UPTIME)),
                            new KernelErrorFile(layout.root().resolve("kernel-errors.json")),
                            new KernelErrors(this::uuid),
                            counts)
                    .follow(records);
        } catch (IOException e) {
            LOG.warnf("The kernel's log is not read any more: %s", e);
        }
    }

    static Instant bootedAt(Instant now, String uptime) {
        double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        return now.minusMillis((long) (seconds * 1000));
    }

    /** A GPU that was lost before anybody knew it goes by its address. */
    private String uuid(String address) {
        return inventory.nvidia().map(NvidiaReading::gpus).orElse(List.of()).stream()
                .filter(gpu -> gpu.busId().equals(address))
                .map(gpu -> gpu.gpu().uuid())
                .findFirst()
                .orElse(address);
    }
}
