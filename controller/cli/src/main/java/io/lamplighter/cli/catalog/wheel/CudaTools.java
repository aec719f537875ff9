package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.cli.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lists device code by NVIDIA's program where there is one; it reads only files, so the object is put into one. */
final class CudaTools implements DeviceCodeLister {
    private static final String HOW = "name one by --cuobjdump; it comes with the CUDA toolkit";

    private final @Nullable Cuobjdump cuobjdump;

    /** @param program absent where the machine has none */
    CudaTools(@Nullable Program program) {
        this.cuobjdump = program == null ? null : new Cuobjdump(program);
    }

    @Override
    public DeviceCode list(WheelArchive.Member object) throws IOException, InterruptedException {
        if (cuobjdump == null) {
            return new DeviceCode.NotListed("there is no " + Cuobjdump.NAME + " on PATH; " + HOW);
        }
        Path folder = Files.createTempDirectory("lamp-");
        Path file = folder.resolve("library.so");
        try {
            object.copyTo(file);
            return cuobjdump.list(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
