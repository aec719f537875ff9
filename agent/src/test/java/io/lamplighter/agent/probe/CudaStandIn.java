package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A library in the place of CUDA's, built with {@code cc} from {@code cuda/stand-in.c}. */
final class CudaStandIn {
    private CudaStandIn() {}

    /**
     * Builds one.
     *
     * @param init what {@code cuInit} returns; -1 crashes, -2 hangs
     * @param version that the driver supports, major*1000+minor*10
     */
    static void build(Path library, int init, int version, int devices) throws IOException, InterruptedException {
        Files.createDirectories(library.getParent());
        Process compiler = new ProcessBuilder(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-DINIT=" + init,
                        "-DVERSION=" + version,
                        "-DDEVICES=" + devices,
                        "-o",
                        library.toString(),
                        "src/test/resources/cuda/stand-in.c")
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("cc made no " + library);
        }
    }
}
