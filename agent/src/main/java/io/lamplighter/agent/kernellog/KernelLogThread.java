package io.lamplighter.agent.kernellog;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.agent.process.ProcessGroups;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Follows {@code /dev/kmsg} on a platform thread of its own, which waits in the kernel until something is written.
 * Where the agent's account may not read it, the journal is asked; where it may not read that either, NVIDIA's library
 * alone tells of errors.
 */
@Singleton
final class KernelLogThread {
    private static final Logger LOG = Logger.getLogger(KernelLogThread.class);
    private static final Path DEVICE = Path.of("/dev/kmsg");
    private static final Path JOURNAL = Path.of("/usr/bin/journalctl");
    private static final Duration JOURNAL_EVERY = Duration.ofSeconds(30);
    private static final Path UPTIME = Path.of("/proc/uptime");

    private final Layout layout;
    private final Inventory inventory;
    private final XidCounts counts;
    private final CommandRunner commands;
    private final InstantSource clock;

    KernelLogThread(Layout layout, Inventory inventory, XidCounts counts, CommandRunner commands, InstantSource clock) {
        this.layout = layout;
        this.inventory = inventory;
        this.counts = counts;
        this.commands = commands;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        if (Files.isReadable(DEVICE)) {
            begin(() -> follow(new KmsgDevice(DEVICE)));
        } else if (Files.isExecutable(JOURNAL)) {
            begin(() -> follow(JournalRecords.open(commands, JOURNAL, JOURNAL_EVERY)));
        }
    }

    private static void begin(Following following) {
        Thread.ofPlatform().daemon().name("kernel-log").start(() -> {
            try {
                following.run();
            } catch (IOException e) {
                LOG.warnf("The kernel's log is not read: %s", e.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void follow(KernelRecords opened) throws IOException {
        try (KernelRecords records = opened) {
            counts.leaveToKernelLog();
            new KernelLog(
                            new ProcessGroups().bootId(),
                            bootedAt(clock.instant(), Files.readString(UPTIME)),
                            new KernelErrorFile(layout.root().resolve("kernel-errors.json")),
                            new KernelErrors(this::uuid),
                            counts)
                    .follow(records);
        }
    }

    /** Until the log ends. */
    @FunctionalInterface
    private interface Following {
        void run() throws IOException, InterruptedException;
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
