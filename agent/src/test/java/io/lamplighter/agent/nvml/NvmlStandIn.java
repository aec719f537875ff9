package io.lamplighter.agent.nvml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A library in the place of NVIDIA's, built with {@code cc} from {@code nvml/stand-in.c}, which says what scenarios
 * are. Each is a file of its own, and so a library of its own in this process.
 */
public final class NvmlStandIn {
    private static @Nullable Path whole;

    private final Path folder;
    private final TreeMap<String, String> scenario = new TreeMap<>();

    private NvmlStandIn(Path folder) {
        this.folder = folder;
    }

    /**
     * Builds one without GPUs.
     *
     * @param missing functions that it does not have, as an old library
     */
    public static NvmlStandIn in(Path folder, String... missing) throws IOException, InterruptedException {
        NvmlStandIn standIn = new NvmlStandIn(Files.createDirectories(folder));
        standIn.build(missing);
        Files.writeString(folder.resolve("device"), "");
        return standIn.driver("580.95.05").set("cuda", "13000").set("gpus", "0");
    }

    /** A whole one is built once; each is a file of its own nevertheless. */
    private void build(String... missing) throws IOException, InterruptedException {
        if (missing.length > 0) {
            Path hidden = folder.resolve("hidden");
            Files.writeString(hidden, "{ local: " + String.join("; ", missing) + "; };\n");
            compile(library(), "-Wl,--version-script=" + hidden);
            return;
        }
        synchronized (NvmlStandIn.class) {
            if (whole == null) {
                Path first = Files.createTempDirectory("nvml-stand-in-").resolve("libnvidia-ml.so.1");
                compile(first);
                whole = first;
            }
            Files.copy(whole, library(), REPLACE_EXISTING);
        }
    }

    private static void compile(Path library, String... options) throws IOException, InterruptedException {
        Path source = library.resolveSibling("stand-in.c");
        try (InputStream code = NvmlStandIn.class.getResourceAsStream("/nvml/stand-in.c")) {
            Files.copy(code, source, REPLACE_EXISTING);
        }
        List<String> line = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror"));
        line.addAll(List.of("-Wl,-soname,libnvidia-ml.so.1", "-o", library.toString(), source.toString()));
        line.addAll(List.of(options));
        Process compiler = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes(), UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IOException("cc: " + said);
        }
    }

    public Path library() {
        return folder.resolve("libnvidia-ml.so.1");
    }

    /** The file that it holds open while it holds the driver. */
    public Path device() {
        return folder.resolve("device");
    }

    public NvmlStandIn driver(String version) throws IOException {
        return set("driver", version).set("nvml", "13." + version);
    }

    /** A workstation's card with everything that one can say. */
    public NvmlStandIn gpu(String uuid, String address) throws IOException {
        int gpu = Integer.parseInt(scenario.getOrDefault("gpus", "0"));
        Files.readString(Path.of("src/test/resources/nvml/rtx-a6000.txt"))
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(line -> scenario.put(gpu + "." + line[0], line[1]));
        scenario.put(gpu + ".uuid", uuid);
        scenario.put(gpu + ".bus", address);
        return set("gpus", String.valueOf(gpu + 1));
    }

    public NvmlStandIn set(String key, String value) throws IOException {
        scenario.put(key, value);
        return write();
    }

    public NvmlStandIn without(String... keys) throws IOException {
        Arrays.asList(keys).forEach(scenario::remove);
        return write();
    }

    /** Whole at any moment: the library reads it all the time. */
    private NvmlStandIn write() throws IOException {
        Path next = folder.resolve("scenario.next");
        Files.write(
                next,
                scenario.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue())
                        .toList());
        Files.move(next, folder.resolve("scenario"), ATOMIC_MOVE);
        return this;
    }

    /** What it was asked: function, GPU or -1, name of the thread. */
    public List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    public void forgetCalls() throws IOException {
        Files.deleteIfExists(folder.resolve("calls"));
    }
}
