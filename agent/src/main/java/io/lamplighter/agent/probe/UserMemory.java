package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.GpuSample.GpuProcess;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose memory on GPUs is in use: by the accounts that processes run as, never by process, and of no more accounts than
 * a metric can bear.
 */
public final class UserMemory {
    /** Of one GPU; the rest is one. */
    private static final int ACCOUNTS = 20;

    private static final String REST = "other";

    /** Of a process that is gone, or that this process cannot see, as one in a container of another kind. */
    private static final String NOBODY_KNOWS = "unknown";

    private final Path root;
    private volatile Map<String, Map<String, Long>> byGpu = Map.of();

    UserMemory(Path root) {
        this.root = root;
    }

    /** Bytes by uuid and account, as they were read last. */
    public Map<String, Map<String, Long>> byGpu() {
        return byGpu;
    }

    void read(NvmlReading reading) throws IOException {
        Map<String, Map<String, Long>> next = new HashMap<>();
        if (reading instanceof NvmlReading.Read read) {
            Map<Integer, String> names = accounts();
            for (GpuState gpu : read.gpus()) {
                if (gpu instanceof GpuState.Sampled(var identity, var sample)) {
                    next.put(identity.uuid(), bounded(of(sample, names)));
                }
            }
        }
        byGpu = Map.copyOf(next);
    }

    private Map<String, Long> of(GpuSample sample, Map<Integer, String> names) {
        Map<String, Long> bytes = new HashMap<>();
        processes(sample).forEach(process -> {
            Long held = process.bytes();
            if (held != null) {
                bytes.merge(owner(process, names), held, Long::sum);
            }
        });
        return bytes;
    }

    /** One that computes and draws is in both lists, with the same memory. */
    private static Stream<GpuProcess> processes(GpuSample sample) {
        List<GpuProcess> compute = sample.compute().value().orElse(List.of());
        Set<Long> known = compute.stream().map(GpuProcess::pid).collect(Collectors.toSet());
        return Stream.concat(
                compute.stream(),
                sample.graphics().value().orElse(List.of()).stream().filter(process -> !known.contains(process.pid())));
    }

    private String owner(GpuProcess process, Map<Integer, String> names) {
        try {
            Object uid = Files.getAttribute(root.resolve("proc/" + process.pid()), "unix:uid");
            return names.getOrDefault((Integer) uid, String.valueOf(uid));
        } catch (IOException _) {
            return NOBODY_KNOWS;
        }
    }

    /** From the file alone: a directory service that does not answer must not hold this up. */
    private Map<Integer, String> accounts() throws IOException {
        Map<Integer, String> names = new HashMap<>();
        Path file = root.resolve("etc/passwd");
        if (Files.isReadable(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split(":", 4);
                if (fields.length == 4 && fields[2].matches("\\d{1,9}")) {
                    names.putIfAbsent(Integer.valueOf(fields[2]), fields[0]);
                }
            }
        }
        return names;
    }

    static Map<String, Long> bounded(Map<String, Long> bytes) {
        Map<String, Long> bounded = new TreeMap<>();
        List<Map.Entry<String, Long>> largest = bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (int i = 0; i < largest.size(); i++) {
            bounded.merge(
                    i < ACCOUNTS ? largest.get(i).getKey() : REST,
                    largest.get(i).getValue(),
                    Long::sum);
        }
        return bounded;
    }
}
