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
 * @param reserveBytes that must be free whatever is fetched
 */
record DiskReserve(Path root, long reserveBytes) {
    /** A wheel in the cache, unpacked there, and copied into the generation. */
    private static final int COPIES = 3;

    /**
     * Refuses to go on when there is too little.
     *
     * @throws FailureException with the numbers, when there is too little
     */
    void require(long downloadBytes) throws FailureException, IOException {
        long needed = Math.max(reserveBytes, downloadBytes * COPIES);
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < needed) {
            throw new FailureException(
                    Catalogue.named("DISK_FULL", "")
                            .adding("The build needs %s in %s, %s are free."
                                    .formatted(readable(needed), root, readable(free))),
                    "");
        }
    }

    private static String readable(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }
}
