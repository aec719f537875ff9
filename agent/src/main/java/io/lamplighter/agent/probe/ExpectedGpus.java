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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs that there should be: those that were ever seen, over restarts, so that one which fell off the bus is missed
 * after the reboot too. Only an operator takes one out. GPUs that are lent, by Windows or by a host of virtual
 * machines, are not this machine's to miss.
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

    /**
     * What the driver lists now; one that is gone stays expected, or counts as replaced where another has its place.
     */
    synchronized void saw(List<ListedGpu> listed) {
        Set<String> lentAt = listed.stream()
                .filter(gpu -> !ExpectedGpu.isOwn(gpu))
                .map(ListedGpu::busId)
                .collect(Collectors.toSet());
        Map<String, ExpectedGpu> here = own(listed);
        Map<String, ExpectedGpu> next = new LinkedHashMap<>();
        for (ExpectedGpu known : kept.gpus) {
            ExpectedGpu now = here.get(known.key());
            if (now != null) {
                next.put(now.key(), now);
            } else if (!lentAt.contains(known.busId())) {
                next.put(
                        known.key(),
                        inItsPlace(known, here).map(known::replacedBy).orElse(known));
            }
        }
        here.values().forEach(gpu -> next.put(gpu.key(), gpu));
        keep(new Kept(withoutPredecessors(next), kept.accepted));
    }

    /** Whether they are lent, all of them, as Windows does: none is expected. */
    synchronized void sawLent() {
        keep(new Kept(List.of(), kept.accepted));
    }

    /** One that was never seen elsewhere: a card that was moved there replaces none. */
    private Optional<String> inItsPlace(ExpectedGpu gone, Map<String, ExpectedGpu> here) {
        return gone.busId().isEmpty()
                ? Optional.empty()
                : here.values().stream()
                        .filter(gpu -> gpu.busId().equals(gone.busId()))
                        .map(ExpectedGpu::key)
                        .filter(key -> kept.gpus.stream()
                                .noneMatch(known -> known.key().equals(key)
                                        && !known.busId().equals(gone.busId())))
                        .findFirst();
    }

    /** Of several that were replaced in one place only the last is told of. */
    private static List<ExpectedGpu> withoutPredecessors(Map<String, ExpectedGpu> gpus) {
        Map<String, String> lastAt = new HashMap<>();
        gpus.values().stream().filter(ExpectedGpu::isReplaced).forEach(gpu -> lastAt.put(gpu.busId(), gpu.key()));
        return gpus.values().stream()
                .filter(gpu -> !gpu.isReplaced() || gpu.key().equals(lastAt.get(gpu.busId())))
                .toList();
    }

    private static Map<String, ExpectedGpu> own(List<ListedGpu> listed) {
        Map<String, ExpectedGpu> own = new LinkedHashMap<>();
        listed.stream().filter(ExpectedGpu::isOwn).map(ExpectedGpu::of).forEach(gpu -> own.put(gpu.key(), gpu));
        return own;
    }

    /** Each acceptance once: the controller says the last one with every assignment. */
    synchronized void accept(Instant acceptance, List<ListedGpu> gpus) {
        if (kept.accepted == null || acceptance.isAfter(kept.accepted)) {
            List<ExpectedGpu> now = List.copyOf(own(gpus).values());
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
