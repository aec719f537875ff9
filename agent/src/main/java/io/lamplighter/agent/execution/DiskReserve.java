package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Looks for space before a build, instead of filling the disk of a machine that people work on.
 *
 * @param reserveBytes that must be free whatever is built
 * @param room asked to free what is missing
 */
record DiskReserve(Path root, long reserveBytes, Room room) {
    /**
     * How much larger than the packed file is what comes out of it: torch 2.10 for CUDA 12.6 and the libraries that it
     * brings come to 1.6 to 2.2 times, small packages of code to more.
     */
    private static final int UNPACKED = 2;

    /**
     * Refuses to go on when there is too little, and cannot be made more. What is fetched is unpacked in the cache, and
     * everything is copied into the generation.
     *
     * @param fetchedBytes packed, that the cache does not hold yet
     * @param installedBytes packed, of the whole lock
     * @throws FailureException with the numbers, when there is too little
     */
    void require(long fetchedBytes, long installedBytes) throws FailureException, IOException, InterruptedException {
        long needed = reserveBytes + UNPACKED * (fetchedBytes + installedBytes);
        if (free() < needed) {
            room.make(needed - free());
        }
        long free = free();
        if (free < needed) {
            throw new FailureException(
                    Catalogue.named("DISK_FULL", "")
                            .adding("The build needs %s in %s, %s are free."
                                    .formatted(readable(needed), root, readable(free))),
                    "");
        }
    }

    private long free() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    private static String readable(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }
}
