package io.lamplighter.agent.probe;

import io.lamplighter.api.machine.MachineFacts.Disk;
import org.jspecify.annotations.Nullable;

/**
 * What a file system says of itself.
 *
 * @param freeBytes free to this account
 */
record DiskReading(long totalBytes, long freeBytes, long reserveBytes) {
    /** Less decides about no build. */
    private static final long SMALLEST_STEP = 256L << 20;

    /** An eighth tells which of the builds of a few gigabytes fit, and on a disk that is nearly empty it is large. */
    private static final int STEPS = 8;

    /**
     * What is told of it: free space in steps, rounded down, and the same as before until it has left that step by half
     * of it. Every file that somebody writes would make other facts otherwise, and each of them is a request.
     *
     * @param before what was told last
     */
    Disk told(@Nullable Disk before) {
        long free = before != null && isAbout(before.freeBytes())
                ? before.freeBytes()
                : freeBytes / step(freeBytes) * step(freeBytes);
        return new Disk(totalBytes, free, reserveBytes);
    }

    private boolean isAbout(long told) {
        long step = step(told);
        return told - step / 2 <= freeBytes && freeBytes < told + step + step / 2;
    }

    private static long step(long bytes) {
        return Math.max(SMALLEST_STEP, Long.highestOneBit(bytes) / STEPS);
    }
}
