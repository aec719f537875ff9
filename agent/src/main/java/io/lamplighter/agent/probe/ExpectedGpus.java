package io.lamplighter.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs that there should be: those that were ever seen, over restarts, so that one which fell off the bus is missed
 * after the reboot too. Only an operator takes one out.
 */
final class ExpectedGpus {
    private static final Logger LOG = Logger.getLogger(ExpectedGpus.class);

    private final @Nullable Path file;
    private volatile Kept kept;

    /** @param file absent where nothing is kept */
    ExpectedGpus(@Nullable Path file) {
        this.file = file;
        this.kept = file == null ? Kept.NOTHING : read(file);
    }

    /** Waits for nobody, a disk that stalls included. */
    List<ExpectedGpu> all() {
        return kept.gpus;
    }

    synchronized void saw(List<ListedGpu> gpus) {
        Map<String, ExpectedGpu> known = new LinkedHashMap<>();
        kept.gpus.forEach(gpu -> known.put(gpu.key(), gpu));
        gpus.stream().map(ExpectedGpu::of).forEach(gpu -> known.put(gpu.key(), gpu));
        keep(new Kept(List.copyOf(known.values()), kept.accepted));
    }

    /** Each acceptance once: the controller says the last one with every assignment. */
    synchronized void accept(Instant acceptance, List<ListedGpu> gpus) {
        if (kept.accepted == null || acceptance.isAfter(kept.accepted)) {
            List<ExpectedGpu> now = gpus.stream().map(ExpectedGpu::of).toList();
            LOG.infof(
                    "An operator accepted the GPUs that are there: %s",
                    now.stream().map(ExpectedGpu::text).toList());
            keep(new Kept(now, acceptance));
        }
    }

    private void keep(Kept next) {
        if (next.equals(kept)) {
            return;
        }
        kept = next;
        if (file != null) {
            try {
                Files.createDirectories(file.getParent());
                DurableFiles.replace(file, Wire.write(next).getBytes(UTF_8));
            } catch (IOException e) {
                LOG.warnf("The GPUs that are expected here cannot be kept in %s: %s", file, e);
            }
        }
    }

    private static Kept read(Path file) {
        try {
            return Files.exists(file) ? Wire.mapper().readValue(Files.readString(file), Kept.class) : Kept.NOTHING;
        } catch (JsonProcessingException e) {
            LOG.warnf("%s is no list of GPUs, and is begun anew: %s", file, e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warnf("The GPUs that are expected here cannot be read from %s: %s", file, e);
        }
        return Kept.NOTHING;
    }

    /** @param accepted the last acceptance that was taken */
    record Kept(List<ExpectedGpu> gpus, @Nullable Instant accepted) {
        private static final Kept NOTHING = new Kept(List.of(), null);

        Kept {
            gpus = List.copyOf(gpus);
        }
    }
}
